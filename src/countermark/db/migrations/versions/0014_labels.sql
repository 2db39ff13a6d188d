-- Label templates, label jobs and NFC keys.

-- design: elements and sheet, as the package carriers/labels reads them; checked before it is written.
CREATE TABLE label_templates (
    brand_id uuid NOT NULL REFERENCES brands,
    label_template_id uuid NOT NULL DEFAULT uuidv7(),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    design jsonb NOT NULL CHECK (jsonb_typeof(design) = 'object'),
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    archived_at timestamptz,
    PRIMARY KEY (brand_id, label_template_id)
);
CREATE UNIQUE INDEX label_templates_name ON label_templates (brand_id, lower(name)) WHERE archived_at IS NULL;

-- design is that of the template, and origin the brand's, when the job was made: nothing later changes its file. runs
-- counts how often a worker took the job up; whoever writes names its run, so that one which was given up writes nothing.
CREATE TABLE label_jobs (
    brand_id uuid NOT NULL REFERENCES brands,
    label_job_id uuid NOT NULL DEFAULT uuidv7(),
    label_template_id uuid NOT NULL,
    template_name text NOT NULL,
    design jsonb NOT NULL CHECK (jsonb_typeof(design) = 'object'),
    mint_batch_id uuid NOT NULL,
    unit_ids uuid[],
    first_label integer NOT NULL CHECK (first_label >= 0),
    label_count integer NOT NULL CHECK (label_count BETWEEN 1 AND 10000),
    format text NOT NULL CHECK (format IN ('pdf', 'svg_zip')),
    origin text NOT NULL,
    status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'completed', 'cancelled', 'failed')),
    runs integer NOT NULL DEFAULT 0,
    attempts smallint NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 3),
    drawn_labels integer NOT NULL DEFAULT 0 CHECK (drawn_labels BETWEEN 0 AND label_count),
    checked_labels integer NOT NULL DEFAULT 0 CHECK (checked_labels BETWEEN 0 AND label_count),
    error_code text,
    error text,
    size_bytes bigint,
    sha256 bytea CHECK (length(sha256) = 32),
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at timestamptz,
    ended_at timestamptz,
    PRIMARY KEY (brand_id, label_job_id),
    FOREIGN KEY (brand_id, label_template_id) REFERENCES label_templates,
    FOREIGN KEY (brand_id, mint_batch_id) REFERENCES mint_batches ON DELETE CASCADE,
    CONSTRAINT label_jobs_file CHECK ((status = 'completed') = (sha256 IS NOT NULL AND size_bytes IS NOT NULL))
);
CREATE INDEX label_jobs_newest_first ON label_jobs (brand_id, created_at DESC, label_job_id DESC);
CREATE INDEX label_jobs_of_mint_batch ON label_jobs (brand_id, mint_batch_id, created_at DESC, label_job_id DESC);

-- The brand's keys for NFC tags, wrapped by the master key. A tag is encoded with the newest; older ones keep reading.
CREATE TABLE nfc_keys (
    brand_id uuid NOT NULL REFERENCES brands,
    key_version integer NOT NULL CHECK (key_version BETWEEN 1 AND 255),
    wrapped_key bytea NOT NULL,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, key_version)
);

-- A tag that was read: whose code it spoke for first, and the highest counter it has shown. Counters only go forward.
CREATE TABLE nfc_tags (
    brand_id uuid NOT NULL REFERENCES brands,
    tag_uid bytea NOT NULL CHECK (length(tag_uid) = 7),
    path text NOT NULL,
    read_counter integer NOT NULL CHECK (read_counter BETWEEN 0 AND 16777215),
    replays integer NOT NULL DEFAULT 0,
    first_read_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_read_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, tag_uid)
);

GRANT SELECT, INSERT, UPDATE ON label_templates, label_jobs, nfc_tags TO countermark_app;
GRANT SELECT, INSERT ON nfc_keys TO countermark_app;

DO $$
DECLARE
    brand_table text;
BEGIN
    FOREACH brand_table IN ARRAY ARRAY['label_templates', 'label_jobs', 'nfc_keys', 'nfc_tags'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', brand_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', brand_table);
        EXECUTE format(
            'CREATE POLICY brand_only ON %I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', brand_table);
    END LOOP;
END $$;
