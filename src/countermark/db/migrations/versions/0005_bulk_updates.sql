-- Bulk updates of products: jobs and their items.

-- patch: what every item gets; NULL when each has its own. filter: what the products were found by, kept to be told.
CREATE TABLE bulk_update_jobs (
    brand_id uuid NOT NULL REFERENCES brands,
    bulk_update_job_id uuid NOT NULL DEFAULT uuidv7(),
    status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'completed', 'cancelled', 'failed')),
    patch jsonb CHECK (jsonb_typeof(patch) = 'object'),
    filter jsonb CHECK (jsonb_typeof(filter) = 'object'),
    unchanged_since timestamptz,
    undo_of uuid,
    total_items integer NOT NULL DEFAULT 0 CHECK (total_items >= 0),
    success_items integer NOT NULL DEFAULT 0 CHECK (success_items >= 0),
    error_items integer NOT NULL DEFAULT 0 CHECK (error_items >= 0),
    updated_items integer NOT NULL DEFAULT 0 CHECK (updated_items BETWEEN 0 AND success_items),
    conflict_items integer NOT NULL DEFAULT 0 CHECK (conflict_items BETWEEN 0 AND error_items),
    warning_items integer NOT NULL DEFAULT 0 CHECK (warning_items BETWEEN 0 AND success_items),
    starts integer NOT NULL DEFAULT 0,
    error text,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at timestamptz,
    ended_at timestamptz,
    PRIMARY KEY (brand_id, bulk_update_job_id),
    FOREIGN KEY (brand_id, undo_of) REFERENCES bulk_update_jobs,
    CONSTRAINT bulk_update_jobs_counts CHECK (success_items + error_items <= total_items)
);
CREATE INDEX bulk_update_jobs_newest_first ON bulk_update_jobs (brand_id, created_at DESC, bulk_update_job_id DESC);
CREATE INDEX bulk_update_jobs_undoing ON bulk_update_jobs (brand_id, undo_of) WHERE undo_of IS NOT NULL;

-- No foreign key to products: an item may name one that does not exist, and is refused alone. Old and new values hold
-- only what the item changed, in the form of a patch, so that undoing lays the old one over the product again.
CREATE TABLE bulk_update_items (
    brand_id uuid NOT NULL,
    bulk_update_job_id uuid NOT NULL,
    product_id uuid NOT NULL,
    patch jsonb CHECK (jsonb_typeof(patch) = 'object'),
    expected jsonb CHECK (jsonb_typeof(expected) = 'object'),
    applies_anyway boolean NOT NULL DEFAULT false,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'updated', 'unchanged', 'conflict', 'error')),
    attempts smallint NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 3),
    error_code text,
    error_message text,
    validation_warnings jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(validation_warnings) = 'array'),
    old_value jsonb,
    new_value jsonb,
    processed_at timestamptz,
    PRIMARY KEY (brand_id, bulk_update_job_id, product_id),
    FOREIGN KEY (brand_id, bulk_update_job_id) REFERENCES bulk_update_jobs
);
CREATE INDEX bulk_update_items_by_status ON bulk_update_items (brand_id, bulk_update_job_id, status, product_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON bulk_update_jobs, bulk_update_items TO countermark_app;

DO $$
DECLARE
    brand_table text;
BEGIN
    FOREACH brand_table IN ARRAY ARRAY['bulk_update_jobs', 'bulk_update_items'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', brand_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', brand_table);
        EXECUTE format(
            'CREATE POLICY brand_only ON %I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', brand_table);
    END LOOP;
END $$;
