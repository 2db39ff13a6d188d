-- The brand's schema: its industry's packs, its custom fields, and what a product lacks.

-- Which packs a brand uses instead of those of its industry; NULL: those of its industry. The revision is another one
-- after each change of the schema, so that processes know whether what they remember of it still holds.
ALTER TABLE brands
    ADD COLUMN field_packs text[],
    ADD COLUMN fields_revision uuid NOT NULL DEFAULT uuidv7();

CREATE TABLE custom_fields (
    brand_id uuid NOT NULL REFERENCES brands,
    key text NOT NULL CHECK (key ~ '^custom\.[a-z][a-z0-9_]{0,59}$'),
    label text NOT NULL CHECK (length(label) BETWEEN 1 AND 120),
    labels jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(labels) = 'object'),
    help text CHECK (length(help) BETWEEN 1 AND 500),
    type text NOT NULL,
    unit text CHECK (length(unit) BETWEEN 1 AND 30),
    choices jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(choices) = 'object'),
    minimum double precision,
    maximum double precision,
    level text NOT NULL CHECK (level IN ('model', 'batch', 'item')),
    access text NOT NULL CHECK (access IN ('public', 'legitimate_interest', 'authority')),
    requirement text NOT NULL CHECK (requirement IN ('mint', 'mandatory', 'optional')),
    archived_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, key)
);

-- What a product lacks: the keys of facts that are asked for and missing, and the share of those asked for that it has.
ALTER TABLE products
    ADD COLUMN missing_fields text[] NOT NULL DEFAULT '{}',
    ADD COLUMN completeness smallint NOT NULL DEFAULT 0 CHECK (completeness BETWEEN 0 AND 100);
CREATE INDEX products_incomplete_newest_first ON products (brand_id, created_at DESC, product_id DESC)
    WHERE missing_fields <> '{}';

-- Open batches whose number cannot be a GS1 batch number, AI (10): the only ones that readiness looks at.
CREATE INDEX product_batches_odd_numbers
    ON product_batches (brand_id, product_id, created_at DESC, product_batch_id DESC)
    WHERE status = 'active' AND batch_number COLLATE "C" !~ '^[!-"%-?A-Z_a-z]{1,20}$';

-- Working out the readiness of all products of a brand anew, after its schema changed. One at a time; a change meanwhile
-- lets it begin again from the start.
CREATE TABLE readiness_runs (
    brand_id uuid NOT NULL REFERENCES brands,
    readiness_run_id uuid NOT NULL DEFAULT uuidv7(),
    status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'RUNNING', 'COMPLETED')),
    total_products bigint NOT NULL DEFAULT 0,
    processed_products bigint NOT NULL DEFAULT 0,
    after_product_id uuid,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at timestamptz,
    completed_at timestamptz,
    PRIMARY KEY (brand_id, readiness_run_id)
);
CREATE UNIQUE INDEX readiness_runs_one_open ON readiness_runs (brand_id) WHERE status IN ('QUEUED', 'RUNNING');

-- Readiness is about more than before: each brand's products are worked out anew by a job. Before the locks go on.
INSERT INTO readiness_runs (brand_id) SELECT DISTINCT brand_id FROM host_names;
INSERT INTO jobs.pgqueuer (priority, status, entrypoint, payload)
SELECT 0, 'queued', 'recheck_readiness',
       convert_to(json_build_object('brand_id', brand_id, 'user_id', NULL, 'arguments', '{}'::json)::text, 'UTF8')
FROM readiness_runs;

DO $$
DECLARE
    brand_table text;
BEGIN
    FOREACH brand_table IN ARRAY ARRAY['custom_fields', 'readiness_runs'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', brand_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', brand_table);
        EXECUTE format(
            'CREATE POLICY brand_only ON %I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', brand_table);
    END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON custom_fields, readiness_runs TO countermark_app;
