-- The foundation. brand_id is the first column of every key of a brand's table (docs/decisions/0002).

DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'countermark_app') THEN
        CREATE ROLE countermark_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
    EXECUTE format('GRANT countermark_app TO %I', current_user);
END $$;
GRANT USAGE ON SCHEMA public TO countermark_app;

-- Platform tables: people, sessions, host names. They belong to no brand. ------------------------------------------

CREATE TABLE deployment (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    master_key_check text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE signing_keys (
    key_id text PRIMARY KEY,
    wrapped_private_key bytea NOT NULL,
    public_jwk jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    retired_at timestamptz
);

CREATE TABLE users (
    user_id uuid PRIMARY KEY DEFAULT uuidv7(),
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 320),
    email_normalized text NOT NULL CONSTRAINT users_email_unique UNIQUE,
    display_name text NOT NULL DEFAULT '',
    password_hash text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sessions (
    session_id uuid PRIMARY KEY DEFAULT uuidv7(),
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    cookie_hash bytea CONSTRAINT sessions_cookie_unique UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX sessions_of_user ON sessions (user_id);

-- Refresh tokens rotate: each is used once, and the use of an old one revokes its session.
CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at timestamptz
);
CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session_id);

CREATE TABLE login_failures (
    subject bytea NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now(),
    failure_id uuid NOT NULL DEFAULT uuidv7(),
    PRIMARY KEY (subject, failed_at, failure_id)
);

-- Host names are public by nature (DNS); this directory is how a scan finds its brand before any brand is known.
-- A name without a dot is a subdomain of the deployment's base domain; one with dots is a whole host name.
CREATE TABLE host_names (
    host_name text PRIMARY KEY CHECK (host_name = lower(host_name) AND length(host_name) <= 253),
    brand_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX host_names_of_brand ON host_names (brand_id);

-- Brands and who works in them ---------------------------------------------------------------------------------------

CREATE TABLE brands (
    brand_id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    subdomain text NOT NULL CHECK (subdomain ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    industry text,
    locale text NOT NULL DEFAULT 'en',
    accent_colour text NOT NULL DEFAULT '#1f4b99' CHECK (accent_colour ~ '^#[0-9a-f]{6}$'),
    legal_name text,
    website_url text,
    support_url text,
    privacy_url text,
    record_scans boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- One row a brand: the key of its unit codec, wrapped by the master key, and the next unit number to give out.
CREATE TABLE unit_counters (
    brand_id uuid PRIMARY KEY REFERENCES brands,
    next_unit_number bigint NOT NULL DEFAULT 0 CHECK (next_unit_number BETWEEN 0 AND 68719476736),
    wrapped_unit_key bytea NOT NULL,
    unit_key_check text NOT NULL
);

CREATE TABLE roles (
    brand_id uuid NOT NULL REFERENCES brands,
    role text NOT NULL CHECK (role ~ '^[a-z][a-z0-9_]{0,62}$'),
    title text NOT NULL,
    is_built_in boolean NOT NULL DEFAULT false,
    permissions text[] NOT NULL,
    PRIMARY KEY (brand_id, role)
);

CREATE TABLE memberships (
    brand_id uuid NOT NULL REFERENCES brands,
    user_id uuid NOT NULL REFERENCES users,
    role text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (brand_id, user_id),
    FOREIGN KEY (brand_id, role) REFERENCES roles
);
CREATE INDEX memberships_of_user ON memberships (user_id);

-- Products and their identifiers -------------------------------------------------------------------------------------

CREATE TABLE products (
    brand_id uuid NOT NULL REFERENCES brands,
    product_id uuid NOT NULL DEFAULT uuidv7(),
    name jsonb NOT NULL CHECK (jsonb_typeof(name) = 'object'),
    commercial_status text NOT NULL DEFAULT 'ACTIVE' CHECK (commercial_status IN ('ACTIVE', 'INACTIVE')),
    attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
    mint_readiness_status text NOT NULL DEFAULT 'NOT_READY' CHECK (mint_readiness_status IN ('READY', 'NOT_READY')),
    readiness_problems jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(readiness_problems) = 'array'),
    archived_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, product_id)
);
CREATE INDEX products_newest_first ON products (brand_id, created_at DESC, product_id DESC);

-- Retired values stay for ever: a printed code must keep resolving.
CREATE TABLE product_identifiers (
    brand_id uuid NOT NULL,
    identifier_id uuid NOT NULL DEFAULT uuidv7(),
    product_id uuid NOT NULL,
    identifier_type text NOT NULL CHECK (identifier_type IN ('sku', 'gtin', 'ean', 'upc')),
    identifier_value text NOT NULL CHECK (length(identifier_value) BETWEEN 1 AND 80),
    identifier_value_normalized text NOT NULL,
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'retired')),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_by uuid,
    deactivated_at timestamptz,
    deactivated_by uuid,
    PRIMARY KEY (brand_id, identifier_id),
    FOREIGN KEY (brand_id, product_id) REFERENCES products,
    CHECK ((status = 'active') = (deactivated_at IS NULL))
);
CREATE UNIQUE INDEX product_identifiers_one_active ON product_identifiers (brand_id, product_id, identifier_type)
    WHERE status = 'active';
CREATE UNIQUE INDEX product_identifiers_value_unique
    ON product_identifiers (brand_id, identifier_type, identifier_value_normalized) WHERE status = 'active';
CREATE INDEX product_identifiers_by_value
    ON product_identifiers (brand_id, identifier_value_normalized, status, deactivated_at DESC);

-- Production batches -------------------------------------------------------------------------------------------------

CREATE TABLE product_batches (
    brand_id uuid NOT NULL,
    product_batch_id uuid NOT NULL DEFAULT uuidv7(),
    product_id uuid NOT NULL,
    batch_number text NOT NULL CHECK (length(batch_number) BETWEEN 1 AND 100),
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'closed', 'recalled')),
    production_date date,
    quantity bigint CHECK (quantity BETWEEN 1 AND 1000000000),
    minted_quantity bigint NOT NULL DEFAULT 0 CHECK (minted_quantity >= 0),
    facility_ref text CHECK (length(facility_ref) BETWEEN 1 AND 100),
    attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, product_batch_id),
    FOREIGN KEY (brand_id, product_id) REFERENCES products,
    CONSTRAINT product_batches_number_unique UNIQUE (brand_id, product_id, batch_number),
    CONSTRAINT product_batches_quantity_covers_minted CHECK (quantity IS NULL OR quantity >= minted_quantity)
);
CREATE INDEX product_batches_newest_first
    ON product_batches (brand_id, product_id, created_at DESC, product_batch_id DESC);
CREATE INDEX product_batches_of_brand_newest_first
    ON product_batches (brand_id, created_at DESC, product_batch_id DESC);

-- Passports: content-addressed snapshots, and the three things that carry a passport's state by default ---------------

CREATE TABLE passport_snapshots (
    brand_id uuid NOT NULL REFERENCES brands,
    sha256 bytea NOT NULL CHECK (length(sha256) = 32),
    content text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (brand_id, sha256)
);

CREATE TABLE product_passports (
    brand_id uuid NOT NULL,
    passport_id uuid NOT NULL DEFAULT uuidv7(),
    product_id uuid NOT NULL,
    passport_state text NOT NULL DEFAULT 'unpublished' CHECK (passport_state IN ('unpublished', 'published', 'revoked')),
    snapshot_sha256 bytea,
    published_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, passport_id),
    UNIQUE (brand_id, product_id),
    FOREIGN KEY (brand_id, product_id) REFERENCES products,
    FOREIGN KEY (brand_id, snapshot_sha256) REFERENCES passport_snapshots
);
CREATE INDEX product_passports_newest_first ON product_passports (brand_id, created_at DESC, passport_id DESC);

-- Minting: a mint batch is a range of unit numbers; lots are sub-ranges. No row a unit. --------------------------------

CREATE TABLE mint_batches (
    brand_id uuid NOT NULL,
    mint_batch_id uuid NOT NULL DEFAULT uuidv7(),
    product_id uuid NOT NULL,
    product_batch_id uuid,
    identity_mode text NOT NULL CHECK (identity_mode IN ('serial', 'batch')),
    activation_mode text NOT NULL CHECK (activation_mode IN ('active_at_mint', 'first_scan')),
    first_unit_number bigint NOT NULL CHECK (first_unit_number >= 0),
    quantity bigint NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    gtin text CHECK (gtin ~ '^[0-9]{14}$'),
    status text NOT NULL DEFAULT 'queued'
        CHECK (status IN ('queued', 'minted', 'exported', 'printed', 'applied', 'voided', 'failed')),
    passport_state text NOT NULL DEFAULT 'unpublished' CHECK (passport_state IN ('unpublished', 'published', 'revoked')),
    snapshot_sha256 bytea,
    published_at timestamptz,
    revoked_at timestamptz,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    minted_at timestamptz,
    PRIMARY KEY (brand_id, mint_batch_id),
    UNIQUE (brand_id, first_unit_number),
    FOREIGN KEY (brand_id, product_id) REFERENCES products,
    FOREIGN KEY (brand_id, product_batch_id) REFERENCES product_batches,
    FOREIGN KEY (brand_id, snapshot_sha256) REFERENCES passport_snapshots
);
CREATE INDEX mint_batches_newest_first ON mint_batches (brand_id, created_at DESC, mint_batch_id DESC);
CREATE INDEX mint_batches_of_product ON mint_batches (brand_id, product_id, created_at DESC, mint_batch_id DESC);
CREATE INDEX mint_batches_of_product_batch
    ON mint_batches (brand_id, product_batch_id, created_at DESC, mint_batch_id DESC);

CREATE TABLE lots (
    brand_id uuid NOT NULL,
    lot_id uuid NOT NULL DEFAULT uuidv7(),
    mint_batch_id uuid NOT NULL,
    product_id uuid NOT NULL,
    lot_code text NOT NULL CHECK (length(lot_code) BETWEEN 1 AND 20),
    first_unit_number bigint NOT NULL,
    quantity bigint NOT NULL CHECK (quantity >= 1),
    passport_id uuid NOT NULL DEFAULT uuidv7(),
    passport_state text NOT NULL DEFAULT 'unpublished' CHECK (passport_state IN ('unpublished', 'published', 'revoked')),
    snapshot_sha256 bytea,
    activated_at timestamptz,
    published_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, lot_id),
    UNIQUE (brand_id, passport_id),
    UNIQUE (brand_id, first_unit_number),
    CONSTRAINT lots_code_unique UNIQUE (brand_id, product_id, lot_code),
    FOREIGN KEY (brand_id, mint_batch_id) REFERENCES mint_batches,
    FOREIGN KEY (brand_id, product_id) REFERENCES products,
    FOREIGN KEY (brand_id, snapshot_sha256) REFERENCES passport_snapshots
);
CREATE INDEX lots_of_mint_batch ON lots (brand_id, mint_batch_id, first_unit_number);
CREATE INDEX lots_newest_first ON lots (brand_id, created_at DESC, passport_id DESC);

CREATE TABLE mint_jobs (
    brand_id uuid NOT NULL,
    mint_job_id uuid NOT NULL DEFAULT uuidv7(),
    mint_batch_id uuid NOT NULL,
    status text NOT NULL DEFAULT 'QUEUED' CHECK (status IN ('QUEUED', 'RESERVED', 'PROCESSING', 'COMPLETED', 'FAILED')),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 3),
    error text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at timestamptz,
    completed_at timestamptz,
    PRIMARY KEY (brand_id, mint_job_id),
    UNIQUE (brand_id, mint_batch_id),
    FOREIGN KEY (brand_id, mint_batch_id) REFERENCES mint_batches
);

-- Only units to which something happened have a row: first scan, own passport state, revocation.
CREATE TABLE unit_states (
    brand_id uuid NOT NULL,
    unit_number bigint NOT NULL,
    mint_batch_id uuid NOT NULL,
    activated_at timestamptz,
    passport_state text CHECK (passport_state IN ('published', 'revoked')),
    snapshot_sha256 bytea,
    published_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (brand_id, unit_number),
    FOREIGN KEY (brand_id, mint_batch_id) REFERENCES mint_batches,
    FOREIGN KEY (brand_id, snapshot_sha256) REFERENCES passport_snapshots
);
CREATE INDEX unit_states_of_mint_batch ON unit_states (brand_id, mint_batch_id, unit_number);
CREATE INDEX unit_states_with_passport ON unit_states (brand_id, mint_batch_id, unit_number)
    WHERE passport_state IS NOT NULL;

-- Scans: what, when, coarse who. No address, no full user agent, ever. -------------------------------------------------

CREATE TABLE scan_events (
    brand_id uuid NOT NULL,
    scan_id uuid NOT NULL DEFAULT uuidv7(),
    scanned_at timestamptz NOT NULL,
    product_id uuid,
    product_batch_id uuid,
    mint_batch_id uuid,
    lot_id uuid,
    unit_number bigint,
    path text NOT NULL,
    query text NOT NULL,
    country text,
    agent_family text NOT NULL,
    traffic_class text NOT NULL CHECK (traffic_class IN ('human', 'unfurler', 'crawler', 'unknown')),
    language text,
    outcome text NOT NULL,
    PRIMARY KEY (brand_id, scan_id)
);

-- Audit: appended in the transaction of what it tells of, sealed into a hash chain shortly after (decision 0006). ------

CREATE TABLE audit_log (
    brand_id uuid NOT NULL,
    audit_id uuid NOT NULL DEFAULT uuidv7(),
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_kind text NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    object_type text NOT NULL,
    object_id text NOT NULL,
    old_value jsonb,
    new_value jsonb,
    request_id uuid,
    PRIMARY KEY (brand_id, audit_id)
);
CREATE INDEX audit_log_of_object ON audit_log (brand_id, object_type, object_id, audit_id DESC);

CREATE TABLE audit_seals (
    brand_id uuid NOT NULL,
    sequence bigint NOT NULL CHECK (sequence >= 1),
    audit_id uuid NOT NULL,
    previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    sealed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (brand_id, sequence),
    UNIQUE (brand_id, audit_id),
    FOREIGN KEY (brand_id, audit_id) REFERENCES audit_log
);

CREATE TABLE idempotency_keys (
    brand_id uuid NOT NULL,
    operation text NOT NULL,
    idempotency_key text NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 200),
    fingerprint bytea NOT NULL,
    answer jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (brand_id, operation, idempotency_key)
);

-- Row-level security: forced, on every brand table. A test walks the catalogue. -----------------------------------------

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO countermark_app;
REVOKE UPDATE, DELETE ON audit_log, audit_seals, passport_snapshots FROM countermark_app;

DO $$
DECLARE
    brand_table text;
BEGIN
    FOREACH brand_table IN ARRAY ARRAY[
        'brands', 'unit_counters', 'roles', 'memberships', 'products', 'product_identifiers', 'product_batches',
        'passport_snapshots', 'product_passports', 'mint_batches', 'lots', 'mint_jobs', 'unit_states', 'scan_events',
        'audit_log', 'audit_seals', 'idempotency_keys'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', brand_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', brand_table);
        EXECUTE format(
            'CREATE POLICY brand_only ON %I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', brand_table);
    END LOOP;
END $$;

-- A person sees their own memberships and the names of the brands behind them, to choose one after signing in.
CREATE POLICY own_memberships ON memberships FOR SELECT
    USING (user_id = (SELECT NULLIF(current_setting('app.user_id', true), '')::uuid));
CREATE POLICY own_brands ON brands FOR SELECT
    USING (EXISTS (
        SELECT 1 FROM memberships
        WHERE memberships.brand_id = brands.brand_id
          AND memberships.user_id = (SELECT NULLIF(current_setting('app.user_id', true), '')::uuid)));
