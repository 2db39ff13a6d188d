-- name: insert_credential!
-- A new credential with its first secret's hash.
INSERT INTO api_credentials
    (brand_id, credential_id, name, scopes, metadata, allowed_addresses, secret_hash, secret_ending, expires_at, created_by)
VALUES
    (:brand_id, :credential_id, :name, :scopes, :metadata, :allowed_addresses, :secret_hash, :secret_ending, :expires_at,
     :created_by);

-- name: get_credential^
-- One credential, without its hashes.
SELECT
--include credential_columns.sql
WHERE credential.brand_id = :brand_id AND credential.credential_id = :credential_id;

-- name: lock_credential^
-- One credential, for a writer.
SELECT name, metadata, allowed_addresses, secret_version, expires_at, revoked_at
FROM api_credentials WHERE brand_id = :brand_id AND credential_id = :credential_id FOR NO KEY UPDATE;

-- name: list_credentials
-- Credentials from the newest on, revoked and expired ones only when asked for.
SELECT
--include credential_columns.sql
WHERE credential.brand_id = :brand_id AND (credential.created_at, credential.credential_id) < (:before_at, :before_id)
  AND (:with_ended OR (credential.revoked_at IS NULL AND coalesce(credential.expires_at > now(), true)))
ORDER BY credential.created_at DESC, credential.credential_id DESC
LIMIT :most;

-- name: update_credential!
-- What may change of a credential, all of it.
UPDATE api_credentials
SET name = :name, metadata = :metadata, allowed_addresses = :allowed_addresses, expires_at = :expires_at,
    updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND credential_id = :credential_id;

-- name: rotate_secret!
-- The next secret; the one before counts for a while longer, any older one no more.
UPDATE api_credentials
SET previous_secret_hash = CASE WHEN :overlap_s::integer > 0 THEN secret_hash END,
    previous_secret_ends_at = CASE WHEN :overlap_s::integer > 0 THEN now() + make_interval(secs => :overlap_s::integer) END,
    secret_hash = :secret_hash, secret_ending = :secret_ending, secret_version = secret_version + 1,
    rotated_at = now(), updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND credential_id = :credential_id;

-- name: revoke_credential!
-- The end of a credential; nothing brings it back.
UPDATE api_credentials SET revoked_at = now(), updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND credential_id = :credential_id AND revoked_at IS NULL;
