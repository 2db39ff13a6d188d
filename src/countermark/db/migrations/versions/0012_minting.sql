-- Own serials, unit revocations, mint batch history, sandbox mints (docs/decisions/0018 and 0019).

-- Sandbox units are numbered from 15 * 2^32 on: the top sixteenth of all unit numbers, which no live mint ever reaches.
ALTER TABLE unit_counters
    ADD COLUMN next_sandbox_number bigint NOT NULL DEFAULT 64424509440 CHECK (next_sandbox_number >= 64424509440);

ALTER TABLE brands ADD COLUMN serial_pattern text CHECK (length(serial_pattern) BETWEEN 1 AND 100);

ALTER TABLE mint_batches
    ADD COLUMN serial_style text NOT NULL DEFAULT 'alphanumeric'
        CHECK (serial_style IN ('alphanumeric', 'numeric', 'own')),
    ADD COLUMN serial_list_id uuid,
    ADD COLUMN is_sandbox boolean NOT NULL DEFAULT false,
    ADD COLUMN voided_at timestamptz,
    ADD COLUMN void_reason text CHECK (length(void_reason) BETWEEN 1 AND 500),
    ADD CONSTRAINT mint_batches_own_serials_have_a_list CHECK ((serial_style = 'own') = (serial_list_id IS NOT NULL)),
    ADD CONSTRAINT mint_batches_sandbox_numbers_apart CHECK (is_sandbox = (first_unit_number >= 64424509440)),
    ADD CONSTRAINT mint_batches_voided_with_a_reason
        CHECK ((status = 'voided') = (voided_at IS NOT NULL) AND (voided_at IS NULL) = (void_reason IS NULL));
CREATE INDEX mint_batches_of_serial_list ON mint_batches (brand_id, serial_list_id) WHERE serial_list_id IS NOT NULL;

-- The history of mint batches: who did what, when and why. ``units`` is how many it was about, ``active_units`` how many
-- of those it took away were active.
CREATE TABLE mint_events (
    brand_id uuid NOT NULL,
    mint_event_id uuid NOT NULL DEFAULT uuidv7(),
    mint_batch_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('submitted', 'completed', 'failed', 'transitioned', 'voided', 'units_revoked',
                                       'passports_published', 'passports_revoked', 'first_activated')),
    from_status text,
    to_status text,
    reason text,
    units bigint NOT NULL DEFAULT 0 CHECK (units >= 0),
    active_units bigint NOT NULL DEFAULT 0 CHECK (active_units >= 0),
    actor_kind text NOT NULL,
    actor_id uuid,
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, mint_event_id),
    FOREIGN KEY (brand_id, mint_batch_id) REFERENCES mint_batches ON DELETE CASCADE
);
CREATE INDEX mint_events_newest_first ON mint_events (brand_id, occurred_at DESC, mint_event_id DESC);
CREATE INDEX mint_events_of_mint_batch
    ON mint_events (brand_id, mint_batch_id, occurred_at DESC, mint_event_id DESC);
CREATE INDEX mint_events_taking_units ON mint_events (brand_id, occurred_at)
    WHERE kind IN ('voided', 'units_revoked', 'passports_revoked');
CREATE UNIQUE INDEX mint_events_one_first_activation ON mint_events (brand_id, mint_batch_id)
    WHERE kind = 'first_activated';

-- What was minted, for metering: a row in the transaction that mints. It stays when a sandbox mint is removed.
CREATE TABLE mint_usage (
    brand_id uuid NOT NULL REFERENCES brands,
    mint_batch_id uuid NOT NULL,
    product_id uuid NOT NULL,
    is_sandbox boolean NOT NULL,
    activates_on_scan boolean NOT NULL,
    units bigint NOT NULL CHECK (units >= 1),
    minted_at timestamptz NOT NULL,
    PRIMARY KEY (brand_id, mint_batch_id)
);
CREATE INDEX mint_usage_by_time ON mint_usage (brand_id, minted_at);

-- First scans of live units by day (UTC) and product, summed up to a moment; what came after it is counted when asked.
CREATE TABLE activation_days (
    brand_id uuid NOT NULL REFERENCES brands,
    day date NOT NULL,
    product_id uuid NOT NULL,
    units bigint NOT NULL CHECK (units >= 0),
    PRIMARY KEY (brand_id, day, product_id)
);
CREATE TABLE activation_sums (
    brand_id uuid NOT NULL REFERENCES brands,
    counted_through timestamptz NOT NULL,
    PRIMARY KEY (brand_id)
);

-- Why a unit was revoked on its own.
ALTER TABLE unit_states ADD COLUMN revocation_reason text CHECK (length(revocation_reason) BETWEEN 1 AND 500);

-- A mint batch is a stretch of unit numbers, so its units are found by number; this one has them by their first scan.
DROP INDEX unit_states_of_mint_batch;
CREATE INDEX unit_states_by_activation ON unit_states (brand_id, mint_batch_id, activated_at, unit_number)
    WHERE activated_at IS NOT NULL;
CREATE INDEX lots_by_activation ON lots (brand_id, activated_at) WHERE activated_at IS NOT NULL;

-- Lists of serials: a brand's own ones to be minted, or those of units to be revoked. ---------------------------------

CREATE TABLE serial_lists (
    brand_id uuid NOT NULL REFERENCES brands,
    serial_list_id uuid NOT NULL DEFAULT uuidv7(),
    purpose text NOT NULL CHECK (purpose IN ('mint', 'revoke')),
    filename text CHECK (length(filename) BETWEEN 1 AND 255),
    format text NOT NULL CHECK (format IN ('csv', 'xlsx', 'list')),
    status text NOT NULL DEFAULT 'uploading' CHECK (status IN
        ('uploading', 'checking', 'checked', 'revoking', 'completed', 'failed', 'cancelled')),
    size_bytes bigint NOT NULL DEFAULT 0 CHECK (size_bytes >= 0),
    total_rows integer NOT NULL DEFAULT 0,
    accepted_rows integer NOT NULL DEFAULT 0,
    rejected_rows integer NOT NULL DEFAULT 0,
    revoked_rows integer NOT NULL DEFAULT 0,
    shortest smallint,
    longest smallint,
    looks_generated boolean NOT NULL DEFAULT false,
    mint_batch_id uuid,
    reason text CHECK (length(reason) BETWEEN 1 AND 500),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 3),
    error text,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    PRIMARY KEY (brand_id, serial_list_id)
);
CREATE INDEX serial_lists_newest_first ON serial_lists (brand_id, created_at DESC, serial_list_id DESC);

-- The file as it came, until it is checked.
CREATE TABLE serial_list_parts (
    brand_id uuid NOT NULL,
    serial_list_id uuid NOT NULL,
    first_byte bigint NOT NULL CHECK (first_byte >= 0),
    content bytea NOT NULL,
    PRIMARY KEY (brand_id, serial_list_id, first_byte),
    FOREIGN KEY (brand_id, serial_list_id) REFERENCES serial_lists
);
ALTER TABLE serial_list_parts ALTER COLUMN content SET STORAGE EXTERNAL;

-- Ten thousand rows each: how many were accepted, the others with their reasons (JSON), and, of units to be revoked,
-- their numbers, packed.
CREATE TABLE serial_list_chunks (
    brand_id uuid NOT NULL,
    serial_list_id uuid NOT NULL,
    chunk_number integer NOT NULL CHECK (chunk_number >= 0),
    accepted_rows integer NOT NULL,
    rejected_rows integer NOT NULL,
    rejections bytea NOT NULL,
    unit_numbers bytea,
    is_done boolean NOT NULL DEFAULT false,
    PRIMARY KEY (brand_id, serial_list_id, chunk_number),
    FOREIGN KEY (brand_id, serial_list_id) REFERENCES serial_lists
);

-- A brand's own serials, numbered within their list. Minting a list gives its units consecutive numbers in this order.
CREATE TABLE own_serials (
    brand_id uuid NOT NULL,
    serial_list_id uuid NOT NULL,
    place integer NOT NULL CHECK (place >= 0),
    serial text COLLATE "C" NOT NULL CHECK (length(serial) BETWEEN 1 AND 20),
    PRIMARY KEY (brand_id, serial_list_id, place),
    CONSTRAINT own_serials_unique UNIQUE (brand_id, serial),
    FOREIGN KEY (brand_id, serial_list_id) REFERENCES serial_lists
);

DO $$
DECLARE
    brand_table text;
BEGIN
    FOREACH brand_table IN ARRAY ARRAY['mint_events', 'mint_usage', 'activation_days', 'activation_sums', 'serial_lists',
                                       'serial_list_parts', 'serial_list_chunks', 'own_serials'] LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO countermark_app', brand_table);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', brand_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', brand_table);
        EXECUTE format(
            'CREATE POLICY brand_only ON %I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', brand_table);
    END LOOP;
END $$;

-- Mints from before: what was minted counts as used, and its history begins with what is known of it. The owner of the
-- tables is bound by forced row-level security too, and this is for every brand.
ALTER TABLE mint_batches NO FORCE ROW LEVEL SECURITY;
ALTER TABLE mint_usage NO FORCE ROW LEVEL SECURITY;
ALTER TABLE mint_events NO FORCE ROW LEVEL SECURITY;
INSERT INTO mint_usage (brand_id, mint_batch_id, product_id, is_sandbox, activates_on_scan, units, minted_at)
SELECT brand_id, mint_batch_id, product_id, false, activation_mode = 'first_scan', quantity, minted_at
FROM mint_batches WHERE minted_at IS NOT NULL;
INSERT INTO mint_events (brand_id, mint_batch_id, kind, to_status, units, actor_kind, actor_id, occurred_at)
SELECT brand_id, mint_batch_id, 'submitted', 'queued', quantity, 'user', created_by, created_at FROM mint_batches;
INSERT INTO mint_events (brand_id, mint_batch_id, kind, from_status, to_status, units, actor_kind, occurred_at)
SELECT brand_id, mint_batch_id, 'completed', 'queued', 'minted', quantity, 'system', minted_at
FROM mint_batches WHERE minted_at IS NOT NULL;
ALTER TABLE mint_batches FORCE ROW LEVEL SECURITY;
ALTER TABLE mint_usage FORCE ROW LEVEL SECURITY;
ALTER TABLE mint_events FORCE ROW LEVEL SECURITY;
