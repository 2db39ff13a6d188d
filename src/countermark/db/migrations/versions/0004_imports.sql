-- Imports of products: the file, its rows, their verdicts and outcomes (docs/decisions/0011).

CREATE TABLE import_jobs (
    brand_id uuid NOT NULL REFERENCES brands,
    import_job_id uuid NOT NULL DEFAULT uuidv7(),
    filename text NOT NULL CHECK (length(filename) BETWEEN 1 AND 255),
    format text NOT NULL CHECK (format IN ('csv', 'xlsx', 'rows')),
    status text NOT NULL DEFAULT 'uploading' CHECK (status IN
        ('uploading', 'uploaded', 'validating', 'validated', 'committing', 'completed', 'failed', 'cancelled')),
    sha256 bytea CHECK (length(sha256) = 32),
    size_bytes bigint NOT NULL DEFAULT 0 CHECK (size_bytes >= 0),
    dialect jsonb,
    sheets jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(sheets) = 'array'),
    columns jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(columns) = 'array'),
    sample jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(sample) = 'array'),
    mapping jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(mapping) = 'array'),
    options jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(options) = 'object'),
    -- Where the whole file has become rows; the bytes are not needed any more.
    is_read boolean NOT NULL DEFAULT false,
    -- Each validation and each commit is a run; what a worker of an earlier run still holds is not written.
    run_number integer NOT NULL DEFAULT 0,
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 3),
    error text,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    committed_at timestamptz,
    ended_at timestamptz,
    PRIMARY KEY (brand_id, import_job_id)
);
CREATE INDEX import_jobs_newest_first ON import_jobs (brand_id, created_at DESC, import_job_id DESC);
CREATE INDEX import_jobs_of_file ON import_jobs (brand_id, sha256) WHERE committed_at IS NOT NULL;

-- The file as it came, until its import has ended: a part and the size of the whole commit together.
CREATE TABLE import_file_parts (
    brand_id uuid NOT NULL,
    import_job_id uuid NOT NULL,
    first_byte bigint NOT NULL CHECK (first_byte >= 0),
    content bytea NOT NULL,
    PRIMARY KEY (brand_id, import_job_id, first_byte),
    FOREIGN KEY (brand_id, import_job_id) REFERENCES import_jobs
);
ALTER TABLE import_file_parts ALTER COLUMN content SET STORAGE EXTERNAL;

-- A thousand rows each, in the order of the file. Verdicts, exclusions and outcomes are a letter a row; the rows, what was
-- read out of them, and why they cannot be imported are JSON that only the program looks into.
CREATE TABLE import_chunks (
    brand_id uuid NOT NULL,
    import_job_id uuid NOT NULL,
    chunk_number integer NOT NULL CHECK (chunk_number >= 0),
    first_row integer NOT NULL,
    last_row integer NOT NULL CHECK (last_row >= first_row),
    row_count integer NOT NULL CHECK (row_count >= 1),
    checked_in_run integer NOT NULL DEFAULT 0,
    done_in_run integer NOT NULL DEFAULT 0,
    source_rows bytea NOT NULL,
    parsed_rows bytea,
    reasons bytea,
    match_keys bytea,
    verdicts text NOT NULL,
    actions text NOT NULL,
    excluded text NOT NULL,
    outcomes text NOT NULL,
    product_ids uuid[],
    valid_rows integer NOT NULL DEFAULT 0,
    warning_rows integer NOT NULL DEFAULT 0,
    error_rows integer NOT NULL DEFAULT 0,
    excluded_rows integer NOT NULL DEFAULT 0,
    will_insert integer NOT NULL DEFAULT 0,
    will_update integer NOT NULL DEFAULT 0,
    will_skip integer NOT NULL DEFAULT 0,
    inserted integer NOT NULL DEFAULT 0,
    updated integer NOT NULL DEFAULT 0,
    skipped integer NOT NULL DEFAULT 0,
    failed integer NOT NULL DEFAULT 0,
    PRIMARY KEY (brand_id, import_job_id, chunk_number),
    FOREIGN KEY (brand_id, import_job_id) REFERENCES import_jobs,
    CHECK (length(verdicts) = row_count AND length(actions) = row_count),
    CHECK (length(excluded) = row_count AND length(outcomes) = row_count)
);

-- Mappings kept by name, for files that come again.
CREATE TABLE import_mappings (
    brand_id uuid NOT NULL REFERENCES brands,
    import_mapping_id uuid NOT NULL DEFAULT uuidv7(),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    mapping jsonb NOT NULL CHECK (jsonb_typeof(mapping) = 'array'),
    options jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(options) = 'object'),
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, import_mapping_id),
    CONSTRAINT import_mappings_name_unique UNIQUE (brand_id, name)
);

DO $$
DECLARE
    brand_table text;
BEGIN
    FOREACH brand_table IN ARRAY ARRAY['import_jobs', 'import_file_parts', 'import_chunks', 'import_mappings'] LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO countermark_app', brand_table);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', brand_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', brand_table);
        EXECUTE format(
            'CREATE POLICY brand_only ON %I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', brand_table);
    END LOOP;
END $$;
