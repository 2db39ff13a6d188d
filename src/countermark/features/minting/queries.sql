-- name: lock_product!
-- First lock of a mint: the product stays as it was checked, and its lot codes are given out by one writer at a time.
SELECT FROM products WHERE brand_id = :brand_id AND product_id = :product_id
FOR NO KEY UPDATE;

-- name: lock_product_batch!
-- Second lock: what is minted from a production batch is counted by one writer at a time.
SELECT FROM product_batches WHERE brand_id = :brand_id AND product_batch_id = :product_batch_id
FOR NO KEY UPDATE;

-- name: get_mint_sources^
-- Everything a mint depends on; batch columns are NULL without a batch or with one of another product.
SELECT product.commercial_status, product.mint_readiness_status, product.readiness_problems, product.archived_at,
       batch.batch_number, batch.status AS batch_status, batch.quantity AS batch_quantity, batch.minted_quantity,
       counter.next_unit_number,
       (SELECT lpad(identifier.identifier_value_normalized, 14, '0') FROM product_identifiers AS identifier
        WHERE identifier.brand_id = :brand_id AND identifier.product_id = product.product_id
          AND identifier.status = 'active' AND identifier.identifier_type IN ('gtin', 'ean', 'upc')
        ORDER BY array_position(ARRAY['gtin', 'ean', 'upc'], identifier.identifier_type)
        LIMIT 1) AS gtin
FROM products AS product
JOIN unit_counters AS counter ON counter.brand_id = product.brand_id
LEFT JOIN product_batches AS batch
       ON batch.brand_id = product.brand_id AND batch.product_id = product.product_id
      AND batch.product_batch_id = :product_batch_id
WHERE product.brand_id = :brand_id AND product.product_id = :product_id;

-- name: list_taken_lot_codes
-- Which of these codes the product has already.
SELECT lot_code FROM lots
WHERE brand_id = :brand_id AND product_id = :product_id AND lot_code = ANY(:lot_codes::text[]);

-- name: take_unit_numbers$
-- Takes the next numbers of the brand and gives the first; NULL when there are not so many left.
UPDATE unit_counters SET next_unit_number = next_unit_number + :quantity
WHERE brand_id = :brand_id AND next_unit_number + :quantity <= :number_limit
RETURNING old.next_unit_number;

-- name: insert_mint_batch$
-- A range of units, not yet minted.
INSERT INTO mint_batches
    (brand_id, product_id, product_batch_id, identity_mode, activation_mode, first_unit_number, quantity, gtin,
     created_by)
VALUES
    (:brand_id, :product_id, :product_batch_id, :identity_mode, :activation_mode, :first_unit_number, :quantity, :gtin,
     :created_by)
RETURNING mint_batch_id;

-- name: insert_lots!
-- Sub-ranges of a mint batch, in the order given.
INSERT INTO lots (brand_id, mint_batch_id, product_id, lot_code, first_unit_number, quantity)
SELECT :brand_id, :mint_batch_id, :product_id, lot.*
FROM unnest(:lot_codes::text[], :first_unit_numbers::bigint[], :quantities::bigint[]) AS lot;

-- name: insert_mint_job$
-- The job that finishes a mint batch.
INSERT INTO mint_jobs (brand_id, mint_batch_id) VALUES (:brand_id, :mint_batch_id) RETURNING mint_job_id;

-- name: count_as_minted!
-- Counts units against the production batch; a negative quantity gives them back.
UPDATE product_batches SET minted_quantity = minted_quantity + :quantity
WHERE brand_id = :brand_id AND product_batch_id = :product_batch_id;

-- name: get_mint_job^
-- A job with the quantity it is about.
SELECT job.mint_job_id, job.mint_batch_id, job.status, job.attempts, batch.quantity, job.error, job.created_at,
       job.started_at, job.completed_at
FROM mint_jobs AS job JOIN mint_batches AS batch USING (brand_id, mint_batch_id)
WHERE job.brand_id = :brand_id AND job.mint_job_id = :mint_job_id;

-- name: reserve_mint_job^
-- A worker takes the job: one more attempt. No row when it has ended, or when all attempts are used up.
UPDATE mint_jobs SET status = 'RESERVED', attempts = attempts + 1
WHERE brand_id = :brand_id AND mint_job_id = :mint_job_id
  AND status IN ('QUEUED', 'RESERVED', 'PROCESSING') AND attempts < :most_attempts
RETURNING attempts;

-- name: start_mint_job^
-- The worker begins. No row when another one finished meanwhile.
UPDATE mint_jobs SET status = 'PROCESSING', started_at = clock_timestamp()
WHERE brand_id = :brand_id AND mint_job_id = :mint_job_id AND status IN ('QUEUED', 'RESERVED', 'PROCESSING')
RETURNING mint_batch_id;

-- name: complete_mint_job^
-- Ends the job and mints its batch, in one statement. No row when that was done already.
WITH job AS (
    UPDATE mint_jobs SET status = 'COMPLETED', completed_at = clock_timestamp(), error = NULL
    WHERE brand_id = :brand_id AND mint_job_id = :mint_job_id AND status IN ('QUEUED', 'RESERVED', 'PROCESSING')
    RETURNING mint_batch_id
)
UPDATE mint_batches AS batch SET status = 'minted', minted_at = clock_timestamp(), updated_at = clock_timestamp()
FROM job
WHERE batch.brand_id = :brand_id AND batch.mint_batch_id = job.mint_batch_id AND batch.status = 'queued'
RETURNING batch.mint_batch_id, batch.quantity;

-- name: requeue_mint_job^
-- An attempt failed and there are more. No row when this was the last one, or the job has ended.
UPDATE mint_jobs SET status = 'QUEUED', error = :error
WHERE brand_id = :brand_id AND mint_job_id = :mint_job_id
  AND status IN ('RESERVED', 'PROCESSING') AND attempts < :most_attempts
RETURNING attempts;

-- name: fail_mint_job^
-- Gives up for good: the job and its batch fail. No row when the job has ended already.
WITH job AS (
    UPDATE mint_jobs
    SET status = 'FAILED', completed_at = clock_timestamp(), error = :error
    WHERE brand_id = :brand_id AND mint_job_id = :mint_job_id AND status IN ('QUEUED', 'RESERVED', 'PROCESSING')
    RETURNING mint_batch_id, error
)
UPDATE mint_batches AS batch SET status = 'failed', updated_at = clock_timestamp()
FROM job
WHERE batch.brand_id = :brand_id AND batch.mint_batch_id = job.mint_batch_id
RETURNING batch.mint_batch_id, batch.product_batch_id, batch.quantity, job.error;

-- name: delete_lots!
-- The lots of a mint batch that failed: their codes can be given out again.
DELETE FROM lots WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id;

-- name: list_mint_batches
-- Mint batches from the newest on, after the cursor. One branch for each filter, so that each has an index in order;
-- those not asked for cost nothing.
WITH page AS (
    (SELECT * FROM mint_batches
     WHERE brand_id = :brand_id AND :product_id::uuid IS NULL AND :product_batch_id::uuid IS NULL
       AND (created_at, mint_batch_id) < (:before_at, :before_id) AND (:status::text IS NULL OR status = :status)
     ORDER BY created_at DESC, mint_batch_id DESC LIMIT :most)
    UNION ALL
    (SELECT * FROM mint_batches
     WHERE brand_id = :brand_id AND product_id = :product_id AND :product_batch_id::uuid IS NULL
       AND (created_at, mint_batch_id) < (:before_at, :before_id) AND (:status::text IS NULL OR status = :status)
     ORDER BY created_at DESC, mint_batch_id DESC LIMIT :most)
    UNION ALL
    (SELECT * FROM mint_batches
     WHERE brand_id = :brand_id AND product_batch_id = :product_batch_id
       AND (:product_id::uuid IS NULL OR product_id = :product_id)
       AND (created_at, mint_batch_id) < (:before_at, :before_id) AND (:status::text IS NULL OR status = :status)
     ORDER BY created_at DESC, mint_batch_id DESC LIMIT :most)
)
SELECT page.mint_batch_id, page.product_id, product.name AS product_name, page.product_batch_id, run.batch_number,
       page.identity_mode, page.activation_mode, page.quantity, page.gtin, page.status, page.passport_state,
       page.created_by, page.created_at, page.minted_at
FROM page
JOIN products AS product ON product.brand_id = page.brand_id AND product.product_id = page.product_id
LEFT JOIN product_batches AS run
       ON run.brand_id = page.brand_id AND run.product_batch_id = page.product_batch_id
ORDER BY page.created_at DESC, page.mint_batch_id DESC;

-- name: get_mint_batch^
-- One mint batch with its job.
SELECT batch.mint_batch_id, batch.product_id, product.name AS product_name, batch.product_batch_id, run.batch_number,
       batch.identity_mode, batch.activation_mode, batch.first_unit_number, batch.quantity, batch.gtin, batch.status,
       batch.passport_state, batch.snapshot_sha256, batch.published_at, batch.revoked_at, batch.created_by,
       batch.created_at, batch.minted_at,
       job.mint_job_id, job.status AS job_status, job.attempts, job.error
FROM mint_batches AS batch
JOIN products AS product ON product.brand_id = batch.brand_id AND product.product_id = batch.product_id
JOIN mint_jobs AS job ON job.brand_id = batch.brand_id AND job.mint_batch_id = batch.mint_batch_id
LEFT JOIN product_batches AS run
       ON run.brand_id = batch.brand_id AND run.product_batch_id = batch.product_batch_id
WHERE batch.brand_id = :brand_id AND batch.mint_batch_id = :mint_batch_id;

-- name: list_lots
-- The lots of a mint batch (100 at most), in the order of their units.
SELECT lot_id, lot_code, first_unit_number, quantity, passport_id, passport_state, activated_at, published_at,
       revoked_at
FROM lots WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id
ORDER BY first_unit_number;

-- name: count_touched_units^
-- Of the units that have a row: how many were activated, how many have a passport revoked on its own.
SELECT count(*) FILTER (WHERE activated_at IS NOT NULL) AS activated,
       count(*) FILTER (WHERE passport_state = 'revoked') AS revoked
FROM unit_states WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id;

-- name: list_unit_states
-- What happened to these units, those to which anything did.
SELECT unit_number, activated_at, passport_state, published_at, revoked_at
FROM unit_states WHERE brand_id = :brand_id AND unit_number = ANY(:unit_numbers::bigint[]);

-- name: get_units_but$
-- The units of a stretch that were revoked, or activated if that is asked for, as packed 8-byte numbers.
SELECT string_agg(int8send(unit_number), ''::bytea)
FROM unit_states
WHERE brand_id = :brand_id AND unit_number BETWEEN :first_number AND :last_number
  AND (passport_state = 'revoked' OR (:activated AND activated_at IS NOT NULL));

-- name: list_activated_units
-- Units of a mint batch that were activated by a scan and not revoked, after a number.
SELECT unit_number FROM unit_states
WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id AND unit_number > :after
  AND activated_at IS NOT NULL AND passport_state IS DISTINCT FROM 'revoked'
ORDER BY unit_number
LIMIT :most;

-- name: list_revoked_units
-- Units of a mint batch whose passport was revoked on its own, after a number.
SELECT unit_number FROM unit_states
WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id AND unit_number > :after AND passport_state = 'revoked'
ORDER BY unit_number
LIMIT :most;

-- name: find_unit^
-- The last range that starts at or before a unit number, and the unit's own row. The caller checks the range's end.
SELECT batch.mint_batch_id, batch.product_id, batch.product_batch_id, batch.identity_mode, batch.activation_mode,
       batch.first_unit_number, batch.quantity, batch.gtin, batch.status, batch.passport_state, batch.snapshot_sha256,
       batch.published_at, batch.revoked_at, batch.minted_at,
       own.passport_state AS own_state, own.snapshot_sha256 AS own_sha256, own.published_at AS own_published_at,
       own.revoked_at AS own_revoked_at, own.activated_at
FROM (SELECT * FROM mint_batches
      WHERE brand_id = :brand_id AND first_unit_number <= :number
      ORDER BY first_unit_number DESC LIMIT 1) AS batch
LEFT JOIN unit_states AS own ON own.brand_id = batch.brand_id AND own.unit_number = :number;
