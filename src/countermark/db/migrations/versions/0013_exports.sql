-- Carrier output profiles, exports of mint batches and the files they are made of (docs/decisions/0020 and 0021).

-- A brand's own profiles; the shipped ones are data of the program (features/exports/shipped_profiles.toml).
CREATE TABLE carrier_output_profiles (
    brand_id uuid NOT NULL REFERENCES brands,
    profile_id uuid NOT NULL DEFAULT uuidv7(),
    carrier text NOT NULL CHECK (carrier IN ('qr', 'nfc', 'rfid')),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, profile_id)
);
CREATE UNIQUE INDEX carrier_output_profiles_name_unique ON carrier_output_profiles (brand_id, carrier, lower(name));

-- Versions: at most one draft, at most one published; a published one never changes again but to be deprecated.
CREATE TABLE carrier_output_profile_versions (
    brand_id uuid NOT NULL,
    profile_id uuid NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'deprecated')),
    definition jsonb NOT NULL CHECK (jsonb_typeof(definition) = 'object'),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    published_at timestamptz,
    deprecated_at timestamptz,
    PRIMARY KEY (brand_id, profile_id, version),
    FOREIGN KEY (brand_id, profile_id) REFERENCES carrier_output_profiles,
    CHECK ((status = 'draft') = (published_at IS NULL)),
    CHECK ((status = 'deprecated') = (deprecated_at IS NOT NULL))
);
CREATE UNIQUE INDEX carrier_output_profile_versions_one_draft
    ON carrier_output_profile_versions (brand_id, profile_id) WHERE status = 'draft';
CREATE UNIQUE INDEX carrier_output_profile_versions_one_published
    ON carrier_output_profile_versions (brand_id, profile_id) WHERE status = 'published';

-- What a brand uses for a carrier when nothing else is asked for; no row: the shipped one. No foreign key, because a
-- shipped profile has no row.
CREATE TABLE carrier_output_defaults (
    brand_id uuid NOT NULL REFERENCES brands,
    carrier text NOT NULL CHECK (carrier IN ('qr', 'nfc', 'rfid')),
    profile_id uuid NOT NULL,
    PRIMARY KEY (brand_id, carrier)
);

-- definition and facts: the profile and what else the rows are made from, as they were when the export was asked for.
-- attempts: how often a worker took it up since a file of it was last completed.
CREATE TABLE exports (
    brand_id uuid NOT NULL,
    export_id uuid NOT NULL DEFAULT uuidv7(),
    mint_batch_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('full_manifest', 'qr_print', 'nfc_encoding', 'rfid_encoding')),
    format text NOT NULL CHECK (format IN ('csv', 'csv.gz', 'xlsx', 'parquet', 'packs')),
    profile_id uuid,
    profile_version integer,
    profile_name text,
    definition jsonb NOT NULL CHECK (jsonb_typeof(definition) = 'object'),
    facts jsonb NOT NULL CHECK (jsonb_typeof(facts) = 'object'),
    status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
    total_units bigint NOT NULL CHECK (total_units >= 1),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    error text,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at timestamptz,
    ended_at timestamptz,
    PRIMARY KEY (brand_id, export_id),
    FOREIGN KEY (brand_id, mint_batch_id) REFERENCES mint_batches ON DELETE CASCADE,
    CHECK ((profile_id IS NULL) = (profile_version IS NULL)),
    CHECK ((status IN ('completed', 'failed', 'cancelled')) = (ended_at IS NOT NULL))
);
CREATE INDEX exports_newest_first ON exports (brand_id, created_at DESC, export_id DESC);
CREATE INDEX exports_of_mint_batch ON exports (brand_id, mint_batch_id, created_at DESC, export_id DESC);
CREATE INDEX exports_not_ended ON exports (brand_id, created_at DESC, export_id DESC)
    WHERE status IN ('queued', 'running');

-- One file of an export, or one of its packs. Its bytes are in the object store when it is completed, never before.
CREATE TABLE export_files (
    brand_id uuid NOT NULL,
    export_id uuid NOT NULL,
    number integer NOT NULL CHECK (number >= 1),
    first_unit bigint NOT NULL CHECK (first_unit >= 1),
    units bigint NOT NULL CHECK (units >= 1),
    is_wanted boolean NOT NULL DEFAULT true,
    status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'generating', 'completed', 'failed')),
    done_units bigint NOT NULL DEFAULT 0 CHECK (done_units BETWEEN 0 AND units),
    file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
    size_bytes bigint,
    sha256 bytea CHECK (length(sha256) = 32),
    completed_at timestamptz,
    PRIMARY KEY (brand_id, export_id, number),
    FOREIGN KEY (brand_id, export_id) REFERENCES exports ON DELETE CASCADE,
    CHECK ((status = 'completed') = (sha256 IS NOT NULL AND size_bytes IS NOT NULL AND completed_at IS NOT NULL))
);

-- Held by the worker that makes files of a mint batch, for as long as its transaction lives.
CREATE TABLE export_locks (
    brand_id uuid NOT NULL,
    mint_batch_id uuid NOT NULL,
    PRIMARY KEY (brand_id, mint_batch_id),
    FOREIGN KEY (brand_id, mint_batch_id) REFERENCES mint_batches ON DELETE CASCADE
);

DO $$
DECLARE
    brand_table text;
BEGIN
    FOREACH brand_table IN ARRAY ARRAY['carrier_output_profiles', 'carrier_output_profile_versions',
                                       'carrier_output_defaults', 'exports', 'export_files', 'export_locks'] LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO countermark_app', brand_table);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', brand_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', brand_table);
        EXECUTE format(
            'CREATE POLICY brand_only ON %I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', brand_table);
    END LOOP;
END $$;
