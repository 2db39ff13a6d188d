-- name: get_policy^
-- The brand's policy, if it ever set one.
SELECT needs_approval, eligible_fields, updated_at FROM amendment_policies WHERE brand_id = :brand_id;

-- name: set_policy!
-- Writes the policy, whole.
INSERT INTO amendment_policies (brand_id, needs_approval, eligible_fields)
VALUES (:brand_id, :needs_approval, :eligible_fields)
ON CONFLICT (brand_id) DO UPDATE
SET needs_approval = excluded.needs_approval, eligible_fields = excluded.eligible_fields,
    updated_at = clock_timestamp();

-- name: list_reason_codes
-- The brand's reason codes; 100 at most. ``is_used``: an amendment names it.
SELECT reason_code, label, is_active, created_at,
       EXISTS (SELECT FROM passport_amendments AS amendment
               WHERE amendment.brand_id = :brand_id AND amendment.reason_code = code.reason_code) AS is_used
FROM amendment_reason_codes AS code
WHERE brand_id = :brand_id
ORDER BY reason_code COLLATE "C";

-- name: count_reason_codes$
-- How many there are, inactive ones included.
SELECT count(*) FROM amendment_reason_codes WHERE brand_id = :brand_id;

-- name: insert_reason_code!
-- A new code.
INSERT INTO amendment_reason_codes (brand_id, reason_code, label) VALUES (:brand_id, :reason_code, :label);

-- name: lock_reason_code^
-- One code, for a writer.
SELECT reason_code, label, is_active FROM amendment_reason_codes
WHERE brand_id = :brand_id AND reason_code = :reason_code
FOR NO KEY UPDATE;

-- name: set_reason_code_active!
-- Takes a code out of use, or back into it.
UPDATE amendment_reason_codes SET is_active = :is_active WHERE brand_id = :brand_id AND reason_code = :reason_code;

-- name: get_snapshot_of_target$
-- What a target's passports said when they were published; of a product the model's, else its latest mint batch's.
SELECT content FROM passport_snapshots
WHERE brand_id = :brand_id AND sha256 = coalesce(
    :sha256,
    (SELECT snapshot_sha256 FROM lots WHERE brand_id = :brand_id AND lot_id = :lot_id),
    (SELECT snapshot_sha256 FROM mint_batches WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id),
    (SELECT snapshot_sha256 FROM product_passports
     WHERE brand_id = :brand_id AND product_id = :product_id AND :mint_batch_id::uuid IS NULL),
    (SELECT snapshot_sha256 FROM mint_batches
     WHERE brand_id = :brand_id AND product_id = :product_id AND :mint_batch_id::uuid IS NULL
       AND snapshot_sha256 IS NOT NULL
     ORDER BY published_at DESC LIMIT 1));

-- name: get_publication_of_target$
-- When a target's passports were published; of a product the first of all: what was amended since is in force for it.
SELECT CASE
    WHEN :lot_id::uuid IS NOT NULL THEN
        (SELECT published_at FROM lots WHERE brand_id = :brand_id AND lot_id = :lot_id)
    WHEN :mint_batch_id::uuid IS NOT NULL THEN
        (SELECT published_at FROM mint_batches WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id)
    ELSE least(
        (SELECT published_at FROM product_passports WHERE brand_id = :brand_id AND product_id = :product_id),
        (SELECT min(published_at) FROM mint_batches WHERE brand_id = :brand_id AND product_id = :product_id))
END;

-- name: count_passports_of_product^
-- Every passport of a product: its model's, and those of its mint batches by what holds for each.
WITH batch AS (
    SELECT batch.passport_state, ahead.published, ahead.revoked,
           CASE batch.identity_mode WHEN 'serial' THEN batch.quantity ELSE ahead.lots END AS total
    FROM mint_batches AS batch
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE passport_state = 'published') AS published,
               count(*) FILTER (WHERE passport_state = 'revoked') AS revoked, count(*) AS lots
        FROM (
            SELECT passport_state FROM unit_states AS state
            WHERE batch.identity_mode = 'serial' AND state.brand_id = :brand_id
              AND state.mint_batch_id = batch.mint_batch_id AND passport_state IS NOT NULL
            UNION ALL
            SELECT passport_state FROM lots
            WHERE batch.identity_mode = 'batch' AND lots.brand_id = :brand_id
              AND lots.mint_batch_id = batch.mint_batch_id
        ) AS own
    ) AS ahead
    WHERE batch.brand_id = :brand_id AND batch.product_id = :product_id AND batch.status NOT IN ('queued', 'failed')
    UNION ALL
    SELECT passport_state, 0, 0, 1 FROM product_passports WHERE brand_id = :brand_id AND product_id = :product_id
)
SELECT coalesce(sum(total), 0)::bigint AS total,
       coalesce(sum(CASE passport_state WHEN 'unpublished' THEN published WHEN 'published' THEN total - revoked ELSE 0 END),
                0)::bigint AS published,
       coalesce(sum(CASE passport_state WHEN 'revoked' THEN total ELSE revoked END), 0)::bigint AS revoked
FROM batch;

-- name: insert_amendment$
-- A row of the ledger; its id.
INSERT INTO passport_amendments
    (brand_id, kind, scope, product_id, mint_batch_id, lot_id, unit_number, field_key, value, old_value, withdraws, reason,
     reason_code, impacted_count, amended_by, approved_by)
VALUES
    (:brand_id, :kind, :scope, :product_id, :mint_batch_id, :lot_id, :unit_number, :field_key, :value, :old_value,
     :withdraws, :reason, :reason_code, :impacted_count, :amended_by, :approved_by)
RETURNING amendment_id;

-- name: get_amendment^
-- One row of the ledger.
SELECT amendment.*,
       EXISTS (SELECT FROM passport_amendments AS later
               WHERE later.brand_id = :brand_id AND later.withdraws = amendment.amendment_id) AS is_withdrawn
FROM passport_amendments AS amendment
WHERE brand_id = :brand_id AND amendment_id = :amendment_id;

-- name: list_amendments
-- A page of the ledger, the latest first.
SELECT amendment.amendment_id, amendment.kind, amendment.scope, amendment.product_id, product.name AS product_name,
       amendment.mint_batch_id, amendment.lot_id, amendment.unit_number, amendment.field_key, amendment.value,
       amendment.old_value, amendment.withdraws, amendment.reason, amendment.reason_code, amendment.impacted_count,
       amendment.amended_by, amendment.approved_by, amendment.created_at, later.amendment_id AS withdrawn_by
FROM (
    SELECT * FROM passport_amendments
    WHERE brand_id = :brand_id AND (created_at, amendment_id) < (:before_at, :before_id)
      AND (:product_id::uuid IS NULL OR product_id = :product_id)
      AND (:kind::text IS NULL OR kind = :kind)
    ORDER BY created_at DESC, amendment_id DESC
    LIMIT :most
) AS amendment
JOIN products AS product ON product.brand_id = :brand_id AND product.product_id = amendment.product_id
LEFT JOIN passport_amendments AS later ON later.brand_id = :brand_id AND later.withdraws = amendment.amendment_id
ORDER BY amendment.created_at DESC, amendment.amendment_id DESC;

-- name: insert_request$
-- A controlled update that waits for a second person; its id.
INSERT INTO amendment_requests (brand_id, targets, changes, reason, requested_by)
VALUES (:brand_id, :targets, :changes, :reason, :requested_by)
RETURNING request_id;

-- name: lock_request^
-- One request, for who decides it.
SELECT * FROM amendment_requests WHERE brand_id = :brand_id AND request_id = :request_id FOR NO KEY UPDATE;

-- name: decide_request!
-- What became of it.
UPDATE amendment_requests
SET status = :status, decided_by = :decided_by, decision_reason = :decision_reason, decided_at = clock_timestamp()
WHERE brand_id = :brand_id AND request_id = :request_id;

-- name: list_requests
-- A page of requests, the latest first.
SELECT request_id, status, targets, changes, reason, requested_by, decided_by, decision_reason, created_at, decided_at
FROM amendment_requests
WHERE brand_id = :brand_id AND (created_at, request_id) < (:before_at, :before_id)
  AND (:status::text IS NULL OR status = :status)
ORDER BY created_at DESC, request_id DESC
LIMIT :most;
