-- How scans are recorded: resolvers append them in chunks, workers unfold them into rows (decision 0026).

-- Chunks that wait to be unfolded. A chunk is a JSON array of scans, kept as it was sent: it lives for a second or two,
-- so compressing it would cost more than its room.
CREATE TABLE scan_log (
    brand_id uuid NOT NULL,
    chunk_id uuid NOT NULL,
    scans bytea NOT NULL,
    PRIMARY KEY (brand_id, chunk_id)
);
ALTER TABLE scan_log ALTER COLUMN scans SET STORAGE EXTERNAL;

GRANT SELECT, INSERT, UPDATE, DELETE ON scan_log TO countermark_app;
ALTER TABLE scan_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE scan_log FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON scan_log
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));

-- The doorbell: which brands have chunks waiting, and how often it rang. Workers look here before they know a brand.
CREATE TABLE brands_with_scans (
    brand_id uuid PRIMARY KEY,
    rung bigint NOT NULL DEFAULT 1
);
GRANT SELECT, INSERT, UPDATE, DELETE ON brands_with_scans TO countermark_app;
