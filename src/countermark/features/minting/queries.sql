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
       counter.next_unit_number, counter.next_sandbox_number, brand.serial_pattern,
       (SELECT lpad(identifier.identifier_value_normalized, 14, '0') FROM product_identifiers AS identifier
        WHERE identifier.brand_id = :brand_id AND identifier.product_id = product.product_id
          AND identifier.status = 'active' AND identifier.identifier_type IN ('gtin', 'ean', 'upc')
        ORDER BY array_position(ARRAY['gtin', 'ean', 'upc'], identifier.identifier_type)
        LIMIT 1) AS gtin
FROM products AS product
JOIN unit_counters AS counter ON counter.brand_id = product.brand_id
JOIN brands AS brand ON brand.brand_id = product.brand_id
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

-- name: take_sandbox_numbers$
-- The same for a sandbox mint, out of numbers of its own.
UPDATE unit_counters SET next_sandbox_number = next_sandbox_number + :quantity
WHERE brand_id = :brand_id AND next_sandbox_number + :quantity <= :number_limit
RETURNING old.next_sandbox_number;

-- name: insert_mint_batch$
-- A range of units, not yet minted.
INSERT INTO mint_batches
    (brand_id, product_id, product_batch_id, identity_mode, activation_mode, first_unit_number, quantity, gtin,
     serial_style, serial_list_id, is_sandbox, created_by)
VALUES
    (:brand_id, :product_id, :product_batch_id, :identity_mode, :activation_mode, :first_unit_number, :quantity, :gtin,
     :serial_style, :serial_list_id, :is_sandbox, :created_by)
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
-- Ends the job, mints its batch and meters it, in one statement. No row when that was done already, or it was voided.
WITH job AS (
    UPDATE mint_jobs SET status = 'COMPLETED', completed_at = clock_timestamp(), error = NULL
    WHERE brand_id = :brand_id AND mint_job_id = :mint_job_id AND status IN ('QUEUED', 'RESERVED', 'PROCESSING')
    RETURNING mint_batch_id
), minted AS (
    UPDATE mint_batches AS batch SET status = 'minted', minted_at = clock_timestamp(), updated_at = clock_timestamp()
    FROM job
    WHERE batch.brand_id = :brand_id AND batch.mint_batch_id = job.mint_batch_id AND batch.status = 'queued'
    RETURNING batch.mint_batch_id, batch.quantity, batch.product_id, batch.is_sandbox, batch.activation_mode,
              batch.minted_at
), metered AS (
    INSERT INTO mint_usage (brand_id, mint_batch_id, product_id, is_sandbox, activates_on_scan, units, minted_at)
    SELECT :brand_id, mint_batch_id, product_id, is_sandbox, activation_mode = 'first_scan', quantity, minted_at
    FROM minted
)
SELECT mint_batch_id, quantity FROM minted;

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
WHERE batch.brand_id = :brand_id AND batch.mint_batch_id = job.mint_batch_id AND batch.status = 'queued'
RETURNING batch.mint_batch_id, batch.product_batch_id, batch.quantity, batch.is_sandbox, batch.serial_list_id, job.error;

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
       AND (:sandbox::boolean IS NULL OR is_sandbox = :sandbox)
     ORDER BY created_at DESC, mint_batch_id DESC LIMIT :most)
    UNION ALL
    (SELECT * FROM mint_batches
     WHERE brand_id = :brand_id AND product_id = :product_id AND :product_batch_id::uuid IS NULL
       AND (created_at, mint_batch_id) < (:before_at, :before_id) AND (:status::text IS NULL OR status = :status)
       AND (:sandbox::boolean IS NULL OR is_sandbox = :sandbox)
     ORDER BY created_at DESC, mint_batch_id DESC LIMIT :most)
    UNION ALL
    (SELECT * FROM mint_batches
     WHERE brand_id = :brand_id AND product_batch_id = :product_batch_id
       AND (:product_id::uuid IS NULL OR product_id = :product_id)
       AND (created_at, mint_batch_id) < (:before_at, :before_id) AND (:status::text IS NULL OR status = :status)
       AND (:sandbox::boolean IS NULL OR is_sandbox = :sandbox)
     ORDER BY created_at DESC, mint_batch_id DESC LIMIT :most)
)
SELECT page.mint_batch_id, page.product_id, product.name AS product_name, page.product_batch_id, run.batch_number,
       page.identity_mode, page.activation_mode, page.quantity, page.gtin, page.status, page.passport_state,
       page.serial_style, page.is_sandbox, page.created_by, page.created_at, page.minted_at
FROM page
JOIN products AS product ON product.brand_id = page.brand_id AND product.product_id = page.product_id
LEFT JOIN product_batches AS run
       ON run.brand_id = page.brand_id AND run.product_batch_id = page.product_batch_id
ORDER BY page.created_at DESC, page.mint_batch_id DESC;

-- name: get_mint_batch^
-- One mint batch with its job.
SELECT batch.mint_batch_id, batch.product_id, product.name AS product_name, batch.product_batch_id, run.batch_number,
       batch.identity_mode, batch.activation_mode, batch.first_unit_number, batch.quantity, batch.gtin, batch.status,
       batch.passport_state, batch.snapshot_sha256, batch.published_at, batch.revoked_at, batch.serial_style,
       batch.serial_list_id, batch.is_sandbox, batch.voided_at, batch.void_reason, batch.created_by, batch.created_at,
       batch.minted_at,
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
-- Of the units that have a row: how many were activated, how many have a passport revoked on its own, how many both.
SELECT (SELECT count(*) FROM unit_states
        WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id AND activated_at IS NOT NULL) AS activated,
       own.revoked, own.revoked_active
FROM (SELECT count(*) AS revoked, count(activated_at) AS revoked_active
      FROM unit_states
      WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id AND passport_state = 'revoked') AS own;

-- name: list_unit_states
-- What happened to these units, those to which anything did.
SELECT unit_number, activated_at, passport_state, published_at, revoked_at, revocation_reason
FROM unit_states WHERE brand_id = :brand_id AND unit_number = ANY(:unit_numbers::bigint[]);

-- name: get_units_but$
-- The units of some stretches that were revoked, or activated if that is asked for, as packed 8-byte numbers.
SELECT string_agg(int8send(state.unit_number), ''::bytea)
FROM unnest(:first_numbers::bigint[], :last_numbers::bigint[]) AS stretch (first_number, last_number)
JOIN unit_states AS state
  ON state.brand_id = :brand_id AND state.unit_number BETWEEN stretch.first_number AND stretch.last_number
WHERE state.passport_state = 'revoked' OR (:activated AND state.activated_at IS NOT NULL);

-- name: get_activated_blocks$
-- The blocks of 1,024 numbers, between two, in which every unit was activated, as packed 8-byte numbers.
SELECT string_agg(int8send(block), ''::bytea)
FROM unit_blocks
WHERE brand_id = :brand_id AND block BETWEEN :first_block AND :last_block AND activated >= 1024;

-- name: list_activated_units
-- Units between two numbers that were activated by a scan and not revoked.
SELECT unit_number FROM unit_states
WHERE brand_id = :brand_id AND unit_number > :after AND unit_number <= :last
  AND activated_at IS NOT NULL AND passport_state IS DISTINCT FROM 'revoked'
ORDER BY unit_number
LIMIT :most;

-- name: list_revoked_units
-- Units of a mint batch whose passport was revoked on its own, after a number.
SELECT unit_number FROM unit_states
WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id AND unit_number > :after AND passport_state = 'revoked'
ORDER BY unit_number
LIMIT :most;

-- name: list_units_by_activation
-- Units of a mint batch whose first scan fell within a time, from the earliest on, after a moment and number.
SELECT unit_number FROM unit_states
WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id
  AND activated_at >= :activated_from AND activated_at < :activated_to
  AND (activated_at, unit_number) > (:after_at, :after)
  AND (:revoked::boolean IS NULL OR (passport_state IS NOT DISTINCT FROM 'revoked') = :revoked)
ORDER BY activated_at, unit_number
LIMIT :most;

-- name: list_unit_batches
-- Mint batches whose units exist, those with the highest numbers first; with a block of numbers only those that reach
-- into it, or whose serials do not tell the block; with a status or a time only those that have such units.
SELECT mint_batch_id
FROM mint_batches
WHERE brand_id = :brand_id AND first_unit_number < :below AND status NOT IN ('queued', 'failed')
  AND is_sandbox = :sandbox AND (:product_id::uuid IS NULL OR product_id = :product_id)
  AND (:first_number::bigint IS NULL OR serial_style <> 'alphanumeric'
       OR (first_unit_number <= :last_number AND first_unit_number + quantity > :first_number))
  AND (identity_mode = 'batch' OR (
       (:revoked::boolean IS NOT TRUE OR passport_state = 'revoked'
        OR EXISTS (SELECT FROM unit_states AS state
                   WHERE state.brand_id = :brand_id AND state.mint_batch_id = mint_batches.mint_batch_id
                     AND state.passport_state = 'revoked'))
   AND (:activated::boolean IS NOT TRUE OR activation_mode = 'active_at_mint'
        OR EXISTS (SELECT FROM unit_states AS state
                   WHERE state.brand_id = :brand_id AND state.mint_batch_id = mint_batches.mint_batch_id
                     AND state.activated_at >= :activated_from AND state.activated_at < :activated_to))))
ORDER BY first_unit_number DESC
LIMIT :most;

-- name: find_unit^
-- The last range that starts at or before a unit number, and the unit's own row. The caller checks the range's end.
SELECT batch.mint_batch_id, batch.product_id, batch.product_batch_id, batch.identity_mode, batch.activation_mode,
       batch.first_unit_number, batch.quantity, batch.gtin, batch.status, batch.passport_state, batch.snapshot_sha256,
       batch.published_at, batch.revoked_at, batch.minted_at, batch.serial_style, batch.serial_list_id,
       batch.is_sandbox, batch.void_reason, batch.created_at,
       own.passport_state AS own_state, own.snapshot_sha256 AS own_sha256, own.published_at AS own_published_at,
       own.revoked_at AS own_revoked_at, own.activated_at, own.revocation_reason
FROM (SELECT * FROM mint_batches
      WHERE brand_id = :brand_id AND first_unit_number <= :number
      ORDER BY first_unit_number DESC LIMIT 1) AS batch
LEFT JOIN unit_states AS own ON own.brand_id = batch.brand_id AND own.unit_number = :number;

-- name: list_own_serials
-- Own serials of a list by their places.
SELECT place, serial FROM own_serials
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id AND place = ANY(:places::integer[]);

-- name: list_own_serials_from
-- A stretch of a list of own serials, in its order.
SELECT serial FROM own_serials
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id AND place BETWEEN :first_place AND :last_place
ORDER BY place;

-- name: list_own_serial_places
-- The places in a list of the serials that begin with a text, after a place.
SELECT place FROM own_serials
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id AND serial >= :prefix AND serial < :behind
  AND place > :after
ORDER BY place
LIMIT :most;

-- name: find_own_serial$
-- The number of the unit that has this own serial; NULL while its list is not minted, or its mint has failed.
SELECT batch.first_unit_number + own.place
FROM own_serials AS own
JOIN mint_batches AS batch
  ON batch.brand_id = own.brand_id AND batch.serial_list_id = own.serial_list_id AND batch.status <> 'failed'
WHERE own.brand_id = :brand_id AND own.serial = :serial;

-- name: add_mint_event!
-- What happened to a mint batch, and who did it.
INSERT INTO mint_events
    (brand_id, mint_batch_id, kind, from_status, to_status, reason, units, active_units, actor_kind, actor_id)
VALUES
    (:brand_id, :mint_batch_id, :kind, :from_status, :to_status, :reason, :units, :active_units, :actor_kind,
     :actor_id);

-- name: list_mint_events
-- What happened to mint batches, from the latest on, after the cursor. One branch for each filter.
WITH page AS (
    (SELECT * FROM mint_events
     WHERE brand_id = :brand_id AND :mint_batch_id::uuid IS NULL
       AND (occurred_at, mint_event_id) < (:before_at, :before_id)
     ORDER BY occurred_at DESC, mint_event_id DESC LIMIT :most)
    UNION ALL
    (SELECT * FROM mint_events
     WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id
       AND (occurred_at, mint_event_id) < (:before_at, :before_id)
     ORDER BY occurred_at DESC, mint_event_id DESC LIMIT :most)
)
SELECT page.mint_event_id, page.occurred_at, page.kind, page.mint_batch_id, batch.product_id,
       product.name AS product_name, batch.is_sandbox, page.from_status, page.to_status, page.reason, page.units,
       page.actor_kind, page.actor_id
FROM page
JOIN mint_batches AS batch ON batch.brand_id = :brand_id AND batch.mint_batch_id = page.mint_batch_id
JOIN products AS product ON product.brand_id = :brand_id AND product.product_id = batch.product_id
ORDER BY page.occurred_at DESC, page.mint_event_id DESC;

-- name: lock_mint_batch^
-- A mint batch as it stands; it changes for one writer at a time. Scans that activate units are not held up.
SELECT mint_batch_id, product_id, product_batch_id, identity_mode, activation_mode, quantity, status, is_sandbox,
       passport_state, serial_list_id
FROM mint_batches WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id
FOR NO KEY UPDATE;

-- name: lock_mint_batches!
-- Several of them, always in the same order.
SELECT FROM mint_batches WHERE brand_id = :brand_id AND mint_batch_id = ANY(:mint_batch_ids::uuid[])
ORDER BY mint_batch_id
FOR NO KEY UPDATE;

-- name: set_mint_batch_status!
-- How far the units of a mint batch have come in the world.
UPDATE mint_batches SET status = :status, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id;

-- name: void_mint_batch!
-- Revokes every unit of a mint batch in one row, and says why.
UPDATE mint_batches
SET status = 'voided', passport_state = 'revoked', revoked_at = coalesce(revoked_at, clock_timestamp()),
    voided_at = clock_timestamp(), void_reason = :reason, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id;

-- name: revoke_lots!
-- The lots of a voided mint batch go along; 100 at most.
UPDATE lots SET passport_state = 'revoked', revoked_at = clock_timestamp()
WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id AND passport_state <> 'revoked';

-- name: list_units_to_revoke
-- What these unit numbers stand for, in their order; mint batch columns are NULL for a number that was never given out.
SELECT asked.number, batch.mint_batch_id, batch.identity_mode, batch.activation_mode, batch.status, batch.serial_style,
       batch.passport_state, batch.first_unit_number, batch.serial_list_id, own.passport_state AS own_state,
       own.activated_at
FROM unnest(:numbers::bigint[]) WITH ORDINALITY AS asked(number, place)
LEFT JOIN LATERAL (
    SELECT * FROM (
        SELECT * FROM mint_batches
        WHERE brand_id = :brand_id AND first_unit_number <= asked.number
        ORDER BY first_unit_number DESC LIMIT 1
    ) AS nearest
    WHERE asked.number < nearest.first_unit_number + nearest.quantity
) AS batch ON true
LEFT JOIN unit_states AS own ON own.brand_id = :brand_id AND own.unit_number = asked.number
ORDER BY asked.place;

-- name: revoke_units
-- Units that are revoked on their own from now on; they keep their first scan and what was frozen for them. Those of
-- one call have one moment, by which EPCIS tells them together.
INSERT INTO unit_states AS state
    (brand_id, unit_number, mint_batch_id, passport_state, snapshot_sha256, published_at, revoked_at, revocation_reason)
SELECT :brand_id, asked.number, batch.mint_batch_id, 'revoked', batch.snapshot_sha256, batch.published_at,
       statement_timestamp(), :reason
FROM unnest(:numbers::bigint[], :mint_batch_ids::uuid[]) AS asked(number, mint_batch_id)
JOIN mint_batches AS batch ON batch.brand_id = :brand_id AND batch.mint_batch_id = asked.mint_batch_id
ON CONFLICT (brand_id, unit_number) DO UPDATE
SET passport_state = 'revoked', snapshot_sha256 = coalesce(state.snapshot_sha256, excluded.snapshot_sha256),
    published_at = coalesce(state.published_at, excluded.published_at), revoked_at = excluded.revoked_at,
    revocation_reason = excluded.revocation_reason
WHERE state.passport_state IS DISTINCT FROM 'revoked'
RETURNING unit_number, mint_batch_id, activated_at IS NOT NULL AS was_scanned;

-- name: find_own_serials
-- The numbers of the units that have these own serials, those that are minted.
SELECT own.serial, batch.first_unit_number + own.place AS number
FROM own_serials AS own
JOIN mint_batches AS batch
  ON batch.brand_id = own.brand_id AND batch.serial_list_id = own.serial_list_id AND batch.status <> 'failed'
WHERE own.brand_id = :brand_id AND own.serial = ANY(:serials::text[]);

-- name: delete_sandbox_units!
-- The rows of the units of a sandbox mint.
DELETE FROM unit_states WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id;

-- name: delete_mint_job!
-- The job of a sandbox mint.
DELETE FROM mint_jobs WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id;

-- name: delete_sandbox_mint!
-- A sandbox mint; its history goes along.
DELETE FROM mint_batches WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id AND is_sandbox;

-- name: get_serial_pattern$
-- What the brand's own serials have to look like.
SELECT serial_pattern FROM brands WHERE brand_id = :brand_id;

-- name: set_serial_pattern!
-- From now on; serials that were accepted before stay.
UPDATE brands SET serial_pattern = :pattern, updated_at = clock_timestamp() WHERE brand_id = :brand_id;

-- name: list_taken_serials
-- Which of these own serials the brand has already, minted or waiting, and in which list.
SELECT serial, serial_list_id FROM own_serials WHERE brand_id = :brand_id AND serial = ANY(:serials::text[]);

-- name: insert_own_serials
-- The next serials of a list, in their order. Fewer rows come back than went in when another writer took one meanwhile.
INSERT INTO own_serials (brand_id, serial_list_id, place, serial)
SELECT :brand_id, :serial_list_id, :first_place + asked.place - 1, asked.serial
FROM unnest(:serials::text[]) WITH ORDINALITY AS asked(serial, place)
ON CONFLICT (brand_id, serial) DO NOTHING
RETURNING place;

-- name: insert_serial_list$
-- A list of serials that waits for its file, or is there already.
INSERT INTO serial_lists
    (brand_id, purpose, filename, format, status, total_rows, accepted_rows, rejected_rows, shortest, longest,
     looks_generated, created_by)
VALUES
    (:brand_id, :purpose, :filename, :format, :status, :total_rows, :accepted_rows, :rejected_rows, :shortest, :longest,
     :looks_generated, :created_by)
RETURNING serial_list_id;

-- name: get_serial_list^
-- A list of serials.
SELECT serial_list_id, purpose, filename, format, status, size_bytes, total_rows, accepted_rows, rejected_rows,
       revoked_rows, mint_batch_id, reason, error, attempts, created_by, created_at, updated_at, ended_at
FROM serial_lists WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id;

-- name: lock_serial_list^
-- A list of serials; it changes for one writer at a time.
SELECT serial_list_id, purpose, filename, format, status, size_bytes, total_rows, accepted_rows, rejected_rows,
       revoked_rows, mint_batch_id, reason, error, attempts, created_by, created_at, updated_at, ended_at
FROM serial_lists WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id
FOR NO KEY UPDATE;

-- name: use_serial_list!
-- The list's serials are those of this mint batch from now on.
UPDATE serial_lists SET status = 'completed', mint_batch_id = :mint_batch_id, updated_at = clock_timestamp(),
       ended_at = clock_timestamp()
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id;

-- name: release_serial_list!
-- Its mint failed: the list can be minted again.
UPDATE serial_lists SET status = 'checked', mint_batch_id = NULL, updated_at = clock_timestamp(), ended_at = NULL
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id;

-- name: cancel_serial_list!
-- The list is of no use any more.
UPDATE serial_lists SET status = 'cancelled', updated_at = clock_timestamp(), ended_at = clock_timestamp()
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id;

-- name: delete_own_serials!
-- The serials of a list that is of no use any more: they can be used again.
DELETE FROM own_serials WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id;

-- name: get_today$
-- The day it is, in UTC.
SELECT (clock_timestamp() AT TIME ZONE 'UTC')::date;

-- name: list_mint_usage
-- Units and mints by month (UTC), live and sandbox apart; months without any are there too.
SELECT to_char(month, 'YYYY-MM') AS month,
       coalesce(sum(units) FILTER (WHERE NOT is_sandbox), 0)::bigint AS live_units,
       count(*) FILTER (WHERE NOT is_sandbox) AS live_mints,
       coalesce(sum(units) FILTER (WHERE is_sandbox), 0)::bigint AS sandbox_units,
       count(*) FILTER (WHERE is_sandbox) AS sandbox_mints
FROM generate_series(date_trunc('month', :from_date::date::timestamp), :to_date::date::timestamp, '1 month') AS month
LEFT JOIN mint_usage AS usage
       ON usage.brand_id = :brand_id AND usage.minted_at >= month AT TIME ZONE 'UTC'
      AND usage.minted_at < (month + interval '1 month') AT TIME ZONE 'UTC'
GROUP BY month
ORDER BY month;

-- name: list_minted_by_bucket
-- Live units minted, by day, week or month (UTC) and product.
SELECT date_trunc(:bucket, minted_at AT TIME ZONE 'UTC')::date AS bucket, product_id, sum(units)::bigint AS minted,
       coalesce(sum(units) FILTER (WHERE NOT activates_on_scan), 0)::bigint AS active_at_mint
FROM mint_usage
WHERE brand_id = :brand_id AND NOT is_sandbox AND (:product_id::uuid IS NULL OR product_id = :product_id)
  AND minted_at >= :from_date::date::timestamp AT TIME ZONE 'UTC'
  AND minted_at < (:to_date::date + 1)::timestamp AT TIME ZONE 'UTC'
GROUP BY 1, 2;

-- name: list_first_scans_by_bucket
-- First scans of live units, by day, week or month (UTC) and product: the sums there are, and what came after them.
WITH summed AS (
    SELECT coalesce((SELECT counted_through FROM activation_sums WHERE brand_id = :brand_id), timestamptz '2000-01-01 00:00Z') AS through
), recent AS (
    SELECT batch.product_id, (state.activated_at AT TIME ZONE 'UTC')::date AS day, count(*) AS units
    FROM summed, mint_batches AS batch
    JOIN unit_states AS state ON state.brand_id = :brand_id AND state.mint_batch_id = batch.mint_batch_id
    WHERE batch.brand_id = :brand_id AND NOT batch.is_sandbox AND batch.activation_mode = 'first_scan'
      AND batch.identity_mode = 'serial' AND state.activated_at > summed.through
    GROUP BY 1, 2
    UNION ALL
    SELECT lot.product_id, (lot.activated_at AT TIME ZONE 'UTC')::date, sum(lot.quantity)
    FROM summed, lots AS lot
    WHERE lot.brand_id = :brand_id AND lot.activated_at > summed.through
      AND lot.first_unit_number < :sandbox_from
    GROUP BY 1, 2
    UNION ALL
    SELECT product_id, day, units FROM activation_days WHERE brand_id = :brand_id
)
SELECT date_trunc(:bucket, day::timestamp)::date AS bucket, product_id, sum(units)::bigint AS first_scans
FROM recent
WHERE day BETWEEN :from_date AND :to_date AND (:product_id::uuid IS NULL OR product_id = :product_id)
GROUP BY 1, 2;

-- name: list_revoked_by_bucket
-- Live units that were voided or revoked, by day, week or month (UTC) and product.
SELECT date_trunc(:bucket, event.occurred_at AT TIME ZONE 'UTC')::date AS bucket, batch.product_id,
       sum(event.units)::bigint AS revoked, sum(event.active_units)::bigint AS revoked_active
FROM mint_events AS event
JOIN mint_batches AS batch ON batch.brand_id = :brand_id AND batch.mint_batch_id = event.mint_batch_id
WHERE event.brand_id = :brand_id AND event.kind IN ('voided', 'units_revoked', 'passports_revoked')
  AND NOT batch.is_sandbox AND (:product_id::uuid IS NULL OR batch.product_id = :product_id)
  AND event.occurred_at >= :from_date::date::timestamp AT TIME ZONE 'UTC'
  AND event.occurred_at < (:to_date::date + 1)::timestamp AT TIME ZONE 'UTC'
GROUP BY 1, 2;

-- name: sum_activations!
-- Adds the first scans after one moment and up to another to the sums of their days. One writer at a time holds the row
-- of the moment; the caller leaves out the last minutes, in which a first scan may not have been committed yet.
WITH found AS (
    SELECT batch.product_id, (state.activated_at AT TIME ZONE 'UTC')::date AS day, count(*) AS units
    FROM mint_batches AS batch
    JOIN unit_states AS state ON state.brand_id = :brand_id AND state.mint_batch_id = batch.mint_batch_id
    WHERE batch.brand_id = :brand_id AND NOT batch.is_sandbox AND batch.activation_mode = 'first_scan'
      AND batch.identity_mode = 'serial' AND state.activated_at > :after AND state.activated_at <= :through
    GROUP BY 1, 2
    UNION ALL
    SELECT lot.product_id, (lot.activated_at AT TIME ZONE 'UTC')::date, sum(lot.quantity)
    FROM lots AS lot
    WHERE lot.brand_id = :brand_id AND lot.activated_at > :after AND lot.activated_at <= :through
      AND lot.first_unit_number < :sandbox_from
    GROUP BY 1, 2
)
INSERT INTO activation_days (brand_id, day, product_id, units)
SELECT :brand_id, day, product_id, sum(units) FROM found GROUP BY day, product_id
ON CONFLICT (brand_id, day, product_id) DO UPDATE SET units = activation_days.units + excluded.units;

-- name: count_activated_in_blocks!
-- Adds the same first scans to the counts of their blocks of 1,024 numbers. A first scan is never taken back, so a block
-- that is full stays so, and lists of the other units pass it by.
INSERT INTO unit_blocks AS counted (brand_id, block, activated)
SELECT :brand_id, state.unit_number / 1024, count(*)
FROM mint_batches AS batch
JOIN unit_states AS state ON state.brand_id = :brand_id AND state.mint_batch_id = batch.mint_batch_id
WHERE batch.brand_id = :brand_id AND NOT batch.is_sandbox AND batch.activation_mode = 'first_scan'
  AND batch.identity_mode = 'serial' AND state.activated_at > :after AND state.activated_at <= :through
GROUP BY 2
ON CONFLICT (brand_id, block) DO UPDATE SET activated = counted.activated + excluded.activated;

-- name: claim_activation_sums^
-- Moves the moment up to which first scans are summed; the row that was there. No row when another one moved it further.
INSERT INTO activation_sums AS sums (brand_id, counted_through) VALUES (:brand_id, :through)
ON CONFLICT (brand_id) DO UPDATE SET counted_through = excluded.counted_through
WHERE sums.counted_through < excluded.counted_through
RETURNING coalesce(old.counted_through, timestamptz '2000-01-01 00:00Z') AS after;

-- name: list_product_names
-- Names by id.
SELECT product_id, name FROM products WHERE brand_id = :brand_id AND product_id = ANY(:product_ids::uuid[]);

-- name: list_activation_modes
-- How the units of mint batches become active.
SELECT mint_batch_id, activation_mode FROM mint_batches
WHERE brand_id = :brand_id AND mint_batch_id = ANY(:mint_batch_ids::uuid[]);

-- name: list_unit_history
-- What the audit log tells of one unit, the latest first.
SELECT occurred_at, action, new_value, actor_kind, actor_id FROM audit_log
WHERE brand_id = :brand_id AND object_type = 'unit' AND object_id = :unit_id
ORDER BY audit_id DESC
LIMIT :most;

-- name: list_serial_lists
-- Lists of serials, the newest first, after the cursor.
SELECT serial_list_id, purpose, filename, format, status, size_bytes, total_rows, accepted_rows, rejected_rows,
       revoked_rows, mint_batch_id, reason, error, created_by, created_at, ended_at
FROM serial_lists
WHERE brand_id = :brand_id AND (created_at, serial_list_id) < (:before_at, :before_id) AND format <> 'list'
  AND (:purpose::text IS NULL OR purpose = :purpose)
  AND (NOT :running OR status IN ('checking', 'revoking'))
ORDER BY created_at DESC, serial_list_id DESC
LIMIT :most;

-- name: insert_serial_list_part!
-- The next bytes of the file.
WITH part AS (
    INSERT INTO serial_list_parts (brand_id, serial_list_id, first_byte, content)
    VALUES (:brand_id, :serial_list_id, :first_byte, :content)
)
UPDATE serial_lists SET size_bytes = :size_bytes, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id;

-- name: list_serial_list_parts
-- Where the parts of the file begin.
SELECT first_byte FROM serial_list_parts
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id ORDER BY first_byte;

-- name: get_serial_list_part$
-- One part of the file.
SELECT content FROM serial_list_parts
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id AND first_byte = :first_byte;

-- name: delete_serial_list_parts!
-- The file was read; it is not needed any more.
DELETE FROM serial_list_parts WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id;

-- name: set_serial_list_status!
-- What happens to the list now; attempts begin anew.
UPDATE serial_lists SET status = :status, attempts = 0, error = NULL, updated_at = clock_timestamp(),
       ended_at = CASE WHEN :status IN ('completed', 'failed', 'cancelled') THEN clock_timestamp() END
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id;

-- name: begin_revoking_list!
-- The units of the list are going to be revoked, for this reason.
UPDATE serial_lists SET status = 'revoking', reason = :reason, attempts = 0, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id;

-- name: count_serial_list_attempt^
-- A worker takes the list: one more attempt. No row when it is not in this status any more, or all are used up.
UPDATE serial_lists SET attempts = attempts + 1
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id AND status = :status AND attempts < :most_attempts
RETURNING serial_list_id, purpose, filename, format, accepted_rows;

-- name: has_serial_list_attempts$
-- Whether the list can be tried again; NULL when it is not in this status any more.
SELECT attempts < :most_attempts FROM serial_lists
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id AND status = :status;

-- name: fail_serial_list$
-- Gives the list up. No row when it is not in this status any more.
UPDATE serial_lists SET status = 'failed', error = :error, updated_at = clock_timestamp(), ended_at = clock_timestamp()
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id AND status = :status
RETURNING serial_list_id;

-- name: count_serial_list_chunks$
-- How many chunks of the list are checked.
SELECT count(*) FROM serial_list_chunks WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id;

-- name: insert_serial_list_chunk!
-- A chunk is checked: its rows count, and attempts begin anew.
WITH chunk AS (
    INSERT INTO serial_list_chunks
        (brand_id, serial_list_id, chunk_number, accepted_rows, rejected_rows, rejections, unit_numbers)
    VALUES
        (:brand_id, :serial_list_id, :chunk_number, :accepted_rows, :rejected_rows, :rejections, :unit_numbers)
)
UPDATE serial_lists
SET total_rows = total_rows + :accepted_rows + :rejected_rows, accepted_rows = accepted_rows + :accepted_rows,
    rejected_rows = rejected_rows + :rejected_rows, shortest = least(shortest, :shortest),
    longest = greatest(longest, :longest), looks_generated = looks_generated OR :looks_generated, attempts = 0,
    updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id;

-- name: list_serial_list_numbers
-- The units found so far, chunk by chunk.
SELECT unit_numbers FROM serial_list_chunks
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id AND unit_numbers IS NOT NULL
ORDER BY chunk_number;

-- name: list_serial_list_rejections
-- The rows that cannot be used, chunk by chunk, from one on.
SELECT chunk_number, rejections FROM serial_list_chunks
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id AND chunk_number >= :from_chunk AND rejected_rows > 0
ORDER BY chunk_number
LIMIT :most;

-- name: take_serial_list_chunk^
-- The next chunk whose units are to be revoked.
SELECT chunk_number, unit_numbers FROM serial_list_chunks
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id AND NOT is_done
ORDER BY chunk_number
LIMIT 1;

-- name: finish_serial_list_chunk!
-- Its units are revoked.
WITH chunk AS (
    UPDATE serial_list_chunks SET is_done = true
    WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id AND chunk_number = :chunk_number
)
UPDATE serial_lists SET revoked_rows = revoked_rows + :revoked_rows, attempts = 0, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id;
