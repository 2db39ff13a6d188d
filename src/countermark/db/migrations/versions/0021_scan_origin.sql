-- Scans that could not be recorded: a resolver's memory was full while the database was away. A row is what one
-- resolver dropped of a brand's scans in one go; its id makes sure that it is kept once however often it is sent.
CREATE TABLE dropped_scans (
    brand_id uuid NOT NULL,
    drop_id uuid NOT NULL,
    began_at timestamptz NOT NULL,
    scans bigint NOT NULL CHECK (scans > 0),
    PRIMARY KEY (brand_id, drop_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON dropped_scans TO countermark_app;
ALTER TABLE dropped_scans ENABLE ROW LEVEL SECURITY;
ALTER TABLE dropped_scans FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON dropped_scans
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
