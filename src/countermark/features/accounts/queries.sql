-- name: insert_user^
-- A new account; nothing when the address is taken, so that the answer need not differ.
INSERT INTO users (email, email_normalized, display_name, password_hash)
VALUES (:email, :email_normalized, :display_name, :password_hash)
ON CONFLICT (email_normalized) DO NOTHING
RETURNING user_id, email, display_name, created_at, updated_at;

-- name: get_user_for_sign_in^
-- The account behind an address, with its password hash.
SELECT user_id, email, display_name, password_hash, created_at, updated_at
FROM users WHERE email_normalized = :email_normalized;

-- name: get_user^
-- The account itself, for /auth/v1/user and the console.
SELECT user_id, email, display_name, created_at, updated_at FROM users WHERE user_id = :user_id;

-- name: replace_password_hash!
-- Keeps a hash at today's cost parameters after a successful sign-in.
UPDATE users SET password_hash = :password_hash WHERE user_id = :user_id;

-- name: count_login_failures$
-- Failures of a subject since a moment.
SELECT count(*) FROM login_failures WHERE subject = :subject AND failed_at > :since;

-- name: insert_login_failures!
-- One row for the account and one for the address it came from.
INSERT INTO login_failures (subject) SELECT unnest(:subjects::bytea[]);

-- name: delete_old_login_failures!
-- Forgets what no window reaches any more.
DELETE FROM login_failures WHERE failed_at < :before;

-- name: clear_login_failures!
-- A successful sign-in forgives the account.
DELETE FROM login_failures WHERE subject = :subject;

-- name: insert_session^
-- A signed-in device.
INSERT INTO sessions (user_id, cookie_hash, expires_at)
VALUES (:user_id, :cookie_hash, now() + make_interval(secs => :lifetime_s::double precision))
RETURNING session_id, expires_at;

-- name: insert_refresh_token!
-- The next token of a session.
INSERT INTO refresh_tokens (token_hash, session_id) VALUES (:token_hash, :session_id);

-- name: use_refresh_token^
-- Spends a token: was_used tells whether it had been spent before. Locks the row, so two at once cannot both win.
WITH found AS (
    SELECT token_hash, session_id, used_at FROM refresh_tokens WHERE token_hash = :token_hash FOR UPDATE
), spent AS (
    UPDATE refresh_tokens SET used_at = now()
    FROM found WHERE refresh_tokens.token_hash = found.token_hash AND found.used_at IS NULL
)
SELECT found.session_id, found.used_at IS NOT NULL AS was_used, sessions.user_id,
       sessions.revoked_at IS NULL AND sessions.expires_at > now() AS is_live
FROM found JOIN sessions USING (session_id);

-- name: extend_session!
-- A used session lives on.
UPDATE sessions SET last_used_at = now(), expires_at = now() + make_interval(secs => :lifetime_s::double precision)
WHERE session_id = :session_id;

-- name: revoke_session!
-- Signs a device out for good.
UPDATE sessions SET revoked_at = now() WHERE session_id = :session_id AND revoked_at IS NULL;

-- name: revoke_sessions_of_user!
-- Signs a person out everywhere.
UPDATE sessions SET revoked_at = now() WHERE user_id = :user_id AND revoked_at IS NULL;

-- name: get_session_by_cookie^
-- The live session behind a console cookie.
SELECT session_id, user_id FROM sessions
WHERE cookie_hash = :cookie_hash AND revoked_at IS NULL AND expires_at > now();

-- name: is_live_session$
-- Whether a session of this person may still be used.
SELECT EXISTS (
    SELECT 1 FROM sessions
    WHERE session_id = :session_id AND user_id = :user_id AND revoked_at IS NULL AND expires_at > now());

-- name: get_access^
-- One answer for a request in a brand: is the session alive, and which permissions does the person have (null: none).
SELECT
    EXISTS (
        SELECT 1 FROM sessions
        WHERE session_id = :session_id AND user_id = :user_id AND revoked_at IS NULL AND expires_at > now()
    ) AS session_is_live,
    (SELECT roles.permissions FROM memberships JOIN roles USING (brand_id, role)
     WHERE memberships.brand_id = :brand_id AND memberships.user_id = :user_id) AS permissions;

-- name: list_signing_keys
-- Newest first; retired ones still verify the tokens they signed.
SELECT key_id, wrapped_private_key, public_jwk, retired_at FROM signing_keys ORDER BY created_at DESC;

-- name: insert_signing_key!
-- A new key pair; the private half is wrapped by the master key.
INSERT INTO signing_keys (key_id, wrapped_private_key, public_jwk) VALUES (:key_id, :wrapped_private_key, :public_jwk);

-- name: lock_signing_keys!
-- Two programs starting at once make one key.
SELECT pg_advisory_xact_lock(hashtextextended('signing-keys', 0));

-- name: get_credential_secrets^
-- What proves a program: the hashes of its credential's secrets that are not over yet.
SELECT brand_id, credential_id, scopes, secret_version, secret_hash,
       CASE WHEN previous_secret_ends_at > now() THEN previous_secret_hash END AS previous_secret_hash
FROM api_credentials WHERE brand_id = :brand_id AND credential_id = :credential_id;

-- name: get_credential_access^
-- Whether a credential may be used, and for what.
SELECT scopes, allowed_addresses, secret_version, previous_secret_ends_at, expires_at, revoked_at, last_used_at
FROM api_credentials WHERE brand_id = :brand_id AND credential_id = :credential_id;

-- name: note_credential_use!
-- When a credential was used. Nobody waits for it: one request of many at once notes it.
UPDATE api_credentials SET last_used_at = now()
WHERE (brand_id, credential_id) IN (
    SELECT brand_id, credential_id FROM api_credentials
    WHERE brand_id = :brand_id AND credential_id = :credential_id
    FOR NO KEY UPDATE SKIP LOCKED);

-- name: insert_account_mail!
-- A mail that waits to be sent.
INSERT INTO account_mails (wrapped_content) VALUES (:wrapped_content);

-- name: take_account_mail^
-- The next mail that is due, for the worker that sends it. The row is locked: no two workers send the same one.
SELECT mail_id, wrapped_content, attempts, created_at FROM account_mails
WHERE next_attempt_at <= now() ORDER BY next_attempt_at LIMIT 1
FOR UPDATE SKIP LOCKED;

-- name: delete_account_mail!
-- A mail that was sent, or given up.
DELETE FROM account_mails WHERE mail_id = :mail_id;

-- name: postpone_account_mail!
-- A mail that could not be sent yet.
UPDATE account_mails
SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => :wait_s::double precision)
WHERE mail_id = :mail_id;
