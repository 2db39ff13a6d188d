-- Invitations, custom roles, sharing.

-- Mail about accounts and invitations, until it is sent. It holds tokens, so all of it is wrapped by the master key.
CREATE TABLE account_mails (
    mail_id uuid PRIMARY KEY DEFAULT uuidv7(),
    wrapped_content bytea NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX account_mails_due ON account_mails (next_attempt_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_mails TO countermark_app;

-- An invitation names its role by its key, not by a reference: one that has ended must not keep a role from deletion.
CREATE TABLE invitations (
    brand_id uuid NOT NULL REFERENCES brands,
    invitation_id uuid NOT NULL DEFAULT uuidv7(),
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 320),
    email_normalized text NOT NULL,
    role text NOT NULL,
    token_hash bytea NOT NULL,
    invited_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    sent_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    accepted_by uuid,
    revoked_at timestamptz,
    PRIMARY KEY (brand_id, invitation_id),
    CHECK (accepted_at IS NULL OR revoked_at IS NULL),
    CHECK ((accepted_at IS NULL) = (accepted_by IS NULL))
);
CREATE UNIQUE INDEX invitations_one_open ON invitations (brand_id, email_normalized)
    WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitations_newest_first ON invitations (brand_id, created_at DESC, invitation_id DESC);

ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON invitations
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE ON invitations TO countermark_app;

ALTER TABLE roles ADD COLUMN created_at timestamptz NOT NULL DEFAULT clock_timestamp();
CREATE INDEX memberships_newest_first ON memberships (brand_id, created_at DESC, user_id DESC);
CREATE INDEX memberships_of_role ON memberships (brand_id, role);
