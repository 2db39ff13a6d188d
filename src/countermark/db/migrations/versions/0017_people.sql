-- API credentials: how programs come in. Secrets are kept as keyed hashes; the one before the last may overlap a while.

CREATE TABLE api_credentials (
    brand_id uuid NOT NULL REFERENCES brands,
    credential_id uuid NOT NULL DEFAULT uuidv7(),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
    metadata jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(metadata) = 'object'),
    allowed_addresses text[] NOT NULL DEFAULT '{}',
    secret_version integer NOT NULL DEFAULT 1 CHECK (secret_version > 0),
    secret_hash bytea NOT NULL,
    secret_ending text NOT NULL,
    previous_secret_hash bytea,
    previous_secret_ends_at timestamptz,
    expires_at timestamptz,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    rotated_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    PRIMARY KEY (brand_id, credential_id),
    CHECK ((previous_secret_hash IS NULL) = (previous_secret_ends_at IS NULL))
);

ALTER TABLE api_credentials ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_credentials FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON api_credentials
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE ON api_credentials TO countermark_app;

-- Who may manage credentials. Custom roles stay what their brand made them.
ALTER TABLE roles NO FORCE ROW LEVEL SECURITY;
UPDATE roles
SET permissions = ARRAY(
    SELECT DISTINCT permission FROM unnest(permissions || ARRAY['credentials.manage']) AS permission ORDER BY permission)
WHERE is_built_in AND role IN ('owner', 'admin');
ALTER TABLE roles FORCE ROW LEVEL SECURITY;
