-- name: claim_key$
-- Takes the key for this transaction: true when it is ours. Waits for another transaction that holds it.
INSERT INTO idempotency_keys (brand_id, operation, idempotency_key, fingerprint, answer)
VALUES (:brand_id, :operation, :idempotency_key, :fingerprint, 'null'::jsonb)
ON CONFLICT DO NOTHING
RETURNING true;

-- name: get_key^
-- What the first use of the key asked and was answered.
SELECT fingerprint, answer FROM idempotency_keys
WHERE brand_id = :brand_id AND operation = :operation AND idempotency_key = :idempotency_key;

-- name: store_answer!
-- The answer that every later use of the key gets.
UPDATE idempotency_keys SET answer = :answer
WHERE brand_id = :brand_id AND operation = :operation AND idempotency_key = :idempotency_key;

-- name: release_key!
-- Gives the key back unused, for a request that changed nothing.
DELETE FROM idempotency_keys
WHERE brand_id = :brand_id AND operation = :operation AND idempotency_key = :idempotency_key;

-- name: delete_old_keys$
-- Forgets keys from before a moment: how many.
WITH deleted AS (DELETE FROM idempotency_keys WHERE brand_id = :brand_id AND created_at < :before RETURNING 1)
SELECT count(*) FROM deleted;

-- name: hold_name!
-- Whoever names the same waits for this transaction.
SELECT pg_advisory_xact_lock(hashtextextended(:name, 7));
