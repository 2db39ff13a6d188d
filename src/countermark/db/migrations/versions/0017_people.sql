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

-- Invitations: one row each; a new link of the same invitation is its next issue, and ends the one before.

CREATE TABLE invitations (
    brand_id uuid NOT NULL REFERENCES brands,
    invitation_id uuid NOT NULL DEFAULT uuidv7(),
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 320),
    email_normalized text NOT NULL,
    role text NOT NULL,
    token_hash bytea NOT NULL,
    issue integer NOT NULL DEFAULT 1 CHECK (issue > 0),
    invited_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    sent_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    accepted_by uuid,
    revoked_at timestamptz,
    PRIMARY KEY (brand_id, invitation_id),
    FOREIGN KEY (brand_id, role) REFERENCES roles
);
CREATE UNIQUE INDEX invitations_one_open ON invitations (brand_id, email_normalized)
    WHERE accepted_at IS NULL AND revoked_at IS NULL;

ALTER TABLE roles
    ADD COLUMN archived_at timestamptz,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT clock_timestamp();
CREATE INDEX memberships_of_role ON memberships (brand_id, role);

-- Ways back in for people who forgot their password. They belong to no brand.
CREATE TABLE password_resets (
    reset_id uuid PRIMARY KEY DEFAULT uuidv7(),
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    token_hash bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX password_resets_of_user ON password_resets (user_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON password_resets TO countermark_app;

DO $$
DECLARE
    brand_table text;
BEGIN
    FOREACH brand_table IN ARRAY ARRAY['api_credentials', 'invitations'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', brand_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', brand_table);
        EXECUTE format(
            'CREATE POLICY brand_only ON %I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', brand_table);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO countermark_app', brand_table);
    END LOOP;
END $$;

-- Who may manage people, roles and credentials. Custom roles stay what their brand made them.
ALTER TABLE roles NO FORCE ROW LEVEL SECURITY;
UPDATE roles
SET permissions = ARRAY(
    SELECT DISTINCT permission
    FROM unnest(permissions || ARRAY['members.manage', 'roles.manage', 'credentials.manage']) AS permission
    ORDER BY permission)
WHERE is_built_in AND role IN ('owner', 'admin');
ALTER TABLE roles FORCE ROW LEVEL SECURITY;
