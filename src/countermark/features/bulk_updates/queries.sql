-- name: insert_job$
-- A job whose items follow, in the same transaction or collected portion by portion.
INSERT INTO bulk_update_jobs (brand_id, patch, filter, unchanged_since, undo_of, is_collecting, created_by)
VALUES (:brand_id, :patch, :filter, :unchanged_since, :undo_of, :is_collecting, :created_by)
RETURNING bulk_update_job_id;

-- name: insert_items!
-- The items of a job that each name a product, with patches of their own or without.
INSERT INTO bulk_update_items (brand_id, bulk_update_job_id, product_id, patch, expected)
SELECT :brand_id, :job_id, given.product_id, given.patch, given.expected
FROM jsonb_to_recordset(:rows::jsonb) AS given (product_id uuid, patch jsonb, expected jsonb);

-- name: begin_portion^
-- What a job collects its items by, its row held: one worker at a time collects. No row: it collects no more, or ended.
SELECT filter, undo_of, created_at, coalesce(collected_through, '00000000-0000-0000-0000-000000000000') AS after_id
FROM bulk_update_jobs
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id AND is_collecting AND status IN ('queued', 'running')
FOR NO KEY UPDATE;

-- name: collect_matching_items^
-- Of the next products by id, those that match a filter become items of a job: how many were looked at, how many match,
-- and the last one looked at. Products made after the job are none of its business.
WITH walked AS MATERIALIZED (
    SELECT product_id FROM products
    WHERE brand_id = :brand_id AND product_id > :after_id
    ORDER BY product_id LIMIT :most
), chosen AS (
    SELECT product.product_id FROM products AS product
    WHERE product.brand_id = :brand_id AND product.product_id > :after_id
      AND product.product_id <= (SELECT product_id FROM walked ORDER BY product_id DESC LIMIT 1)
      AND product.created_at <= :made_at
      --include ../products/product_filter.sql
), inserted AS (
    INSERT INTO bulk_update_items (brand_id, bulk_update_job_id, product_id)
    SELECT :brand_id, :job_id, product_id FROM chosen
    RETURNING 1
)
SELECT (SELECT count(*) FROM walked) AS walked, (SELECT count(*) FROM inserted) AS found,
       (SELECT product_id FROM walked ORDER BY product_id DESC LIMIT 1) AS last_id;

-- name: insert_found_items$
-- The products that match a filter with few products in it, as items of a job, all at once: how many.
WITH inserted AS (
    INSERT INTO bulk_update_items (brand_id, bulk_update_job_id, product_id)
    SELECT :brand_id, :job_id, product.product_id FROM products AS product
    WHERE product.brand_id = :brand_id AND product.created_at <= :made_at
      --include ../products/product_filter.sql
    RETURNING 1
)
SELECT count(*) FROM inserted;

-- name: end_portion!
-- How far a job has collected, and what it found; it may be taken up again as if for the first time.
UPDATE bulk_update_jobs
SET total_items = total_items + :found, collected_through = coalesce(:last_id, collected_through),
    is_collecting = :is_more, starts = 0
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id;

-- name: list_matching_products
-- The first products that match a filter, for a preview.
SELECT product.product_id FROM products AS product
WHERE product.brand_id = :brand_id
  --include ../products/product_filter.sql
ORDER BY product.product_id
LIMIT :most;

-- name: count_matching_already_so^
-- How many products match a filter, and how many of them hold already what a patch would give them.
SELECT count(*) AS total_items,
       count(*) FILTER (
           WHERE product.archived_at IS NULL
             AND (:commercial_status::text IS NULL OR product.commercial_status = :commercial_status)
             AND (product.name || :name_set::jsonb) - :name_removed::text[] = product.name
             AND (product.attributes || :attributes_set::jsonb) - :attributes_removed::text[] = product.attributes
             AND product.attributes @> :texts_set::jsonb
             AND NOT EXISTS (SELECT 1 FROM jsonb_to_recordset(:texts_removed::jsonb) AS gone (key text, language text)
                             WHERE product.attributes #> ARRAY[gone.key, gone.language] IS NOT NULL)
       ) AS unchanged_items,
       count(*) FILTER (WHERE product.archived_at IS NOT NULL) AS archived_items,
       clock_timestamp() AS previewed_at
FROM products AS product
WHERE product.brand_id = :brand_id
  --include ../products/product_filter.sql
;

-- name: get_moment$
-- Now, by the clock that products are stamped with.
SELECT clock_timestamp();

-- name: collect_undo_items^
-- What a job changed, turned around: its old values are wished for, and its new ones expected. What it changed after the
-- undo was asked for stays.
WITH walked AS MATERIALIZED (
    SELECT product_id, old_value, new_value, processed_at
    FROM bulk_update_items
    WHERE brand_id = :brand_id AND bulk_update_job_id = :undo_of AND status = 'updated' AND product_id > :after_id
    ORDER BY product_id LIMIT :most
), inserted AS (
    INSERT INTO bulk_update_items (brand_id, bulk_update_job_id, product_id, patch, expected)
    SELECT :brand_id, :job_id, product_id, old_value, new_value FROM walked WHERE processed_at <= :made_at
    RETURNING 1
)
SELECT (SELECT count(*) FROM walked) AS walked, (SELECT count(*) FROM inserted) AS found,
       (SELECT product_id FROM walked ORDER BY product_id DESC LIMIT 1) AS last_id;

-- name: count_items$
-- Makes the job's total that of its items, and tells it.
UPDATE bulk_update_jobs
SET total_items = (SELECT count(*) FROM bulk_update_items
                   WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id)
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id
RETURNING total_items;

-- name: get_job^
-- One job with the job that undid it, if one did or is about to.
SELECT bulk_update_job_id AS id, status, total_items, success_items + error_items AS processed_items, success_items,
       error_items, created_at, updated_items, conflict_items, warning_items, patch, filter, undo_of,
       (SELECT undo.bulk_update_job_id FROM bulk_update_jobs AS undo
        WHERE undo.brand_id = :brand_id AND undo.undo_of = job.bulk_update_job_id
          AND undo.status NOT IN ('cancelled', 'failed')
        ORDER BY undo.created_at DESC LIMIT 1) AS undone_by,
       is_collecting, error, created_by, started_at, ended_at
FROM bulk_update_jobs AS job
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id;

-- name: lock_job$
-- Holds a job's row, for whoever changes what it is; workers only touch it at the end of a chunk.
SELECT true FROM bulk_update_jobs WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id FOR NO KEY UPDATE;

-- name: list_jobs
-- Jobs from the newest on, after the cursor; a NULL status lets everything through.
SELECT bulk_update_job_id AS id, status, total_items, success_items + error_items AS processed_items, success_items,
       error_items, created_at, updated_items, conflict_items, warning_items, patch, filter, undo_of,
       (SELECT undo.bulk_update_job_id FROM bulk_update_jobs AS undo
        WHERE undo.brand_id = :brand_id AND undo.undo_of = job.bulk_update_job_id
          AND undo.status NOT IN ('cancelled', 'failed')
        ORDER BY undo.created_at DESC LIMIT 1) AS undone_by,
       is_collecting, error, created_by, started_at, ended_at
FROM bulk_update_jobs AS job
WHERE brand_id = :brand_id
  AND (created_at, bulk_update_job_id) < (:before_at, :before_id)
  AND (:status::text IS NULL OR status = :status)
ORDER BY created_at DESC, bulk_update_job_id DESC
LIMIT :most;

-- name: list_items
-- A job's items in the order of their products' ids, after one of them; a NULL status lets everything through.
SELECT item.product_id, product.name AS product_name, item.status, item.attempts, item.error_code, item.error_message,
       item.validation_warnings, item.old_value, item.new_value, item.processed_at
FROM bulk_update_items AS item
LEFT JOIN products AS product ON product.brand_id = item.brand_id AND product.product_id = item.product_id
WHERE item.brand_id = :brand_id AND item.bulk_update_job_id = :job_id AND item.product_id > :after_id
  AND (:status::text IS NULL OR item.status = :status)
ORDER BY item.product_id
LIMIT :most;

-- name: cancel_job$
-- Ends a job that has not ended; true when it did. A chunk in work finds this at its end and is taken back.
UPDATE bulk_update_jobs SET status = 'cancelled', ended_at = clock_timestamp()
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id AND status IN ('queued', 'running')
RETURNING true;

-- name: reopen_items$
-- Puts failed items back, with their attempts; those in conflict only when they shall apply anyway. Tells how many.
WITH reopened AS (
    UPDATE bulk_update_items
    SET status = 'pending', attempts = 0, error_code = NULL, error_message = NULL, processed_at = NULL,
        applies_anyway = applies_anyway OR status = 'conflict'
    WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id
      AND (status = 'error' OR (status = 'conflict' AND :include_conflicts))
    RETURNING old.status AS old_status
), counted AS (
    SELECT count(*) AS items, count(*) FILTER (WHERE old_status = 'conflict') AS conflicts FROM reopened
), told AS (
    UPDATE bulk_update_jobs
    SET error_items = error_items - counted.items, conflict_items = conflict_items - counted.conflicts
    FROM counted
    WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id
)
SELECT items FROM counted;

-- name: requeue_job!
-- An ended job waits for a worker again.
UPDATE bulk_update_jobs SET status = 'queued', starts = 0, error = NULL, ended_at = NULL
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id;

-- name: begin_job$
-- A worker takes the job up: tells how often one did since the last chunk was done. NULL: nothing is to be done.
UPDATE bulk_update_jobs
SET status = 'running', starts = starts + 1, started_at = coalesce(started_at, clock_timestamp())
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id AND status IN ('queued', 'running')
RETURNING starts;

-- name: take_chunk
-- The next items to be done, held by this worker alone; others pass them by and take the following ones.
SELECT item.product_id, coalesce(item.patch, job.patch) AS patch,
       CASE WHEN NOT item.applies_anyway THEN item.expected END AS expected,
       CASE WHEN NOT item.applies_anyway THEN job.unchanged_since END AS unchanged_since
FROM bulk_update_items AS item
JOIN bulk_update_jobs AS job
  ON job.brand_id = item.brand_id AND job.bulk_update_job_id = item.bulk_update_job_id
WHERE item.brand_id = :brand_id AND item.bulk_update_job_id = :job_id AND item.status = 'pending'
  AND (:product_id::uuid IS NULL OR item.product_id = :product_id)
  AND job.status = 'running'
ORDER BY item.product_id
LIMIT :most
FOR UPDATE OF item SKIP LOCKED;

-- name: list_pending_ids
-- The products of the next items, to do them one by one.
SELECT product_id FROM bulk_update_items
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id AND status = 'pending'
ORDER BY product_id
LIMIT :most;

-- name: store_outcomes!
-- What came of a chunk's items.
UPDATE bulk_update_items AS item
SET status = given.status, attempts = greatest(item.attempts, 1), error_code = given.error_code,
    error_message = given.error_message, validation_warnings = given.warnings, old_value = given.old,
    new_value = given.new, processed_at = clock_timestamp()
FROM jsonb_to_recordset(:rows::jsonb)
    AS given (product_id uuid, status text, error_code text, error_message text, warnings jsonb, old jsonb, new jsonb)
WHERE item.brand_id = :brand_id AND item.bulk_update_job_id = :job_id AND item.product_id = given.product_id;

-- name: count_outcomes$
-- Adds a chunk to the job's counts, last of all so that the row is held for a moment only. NULL: it no longer runs.
UPDATE bulk_update_jobs
SET success_items = success_items + :success, error_items = error_items + :errors,
    updated_items = updated_items + :updated, conflict_items = conflict_items + :conflicts,
    warning_items = warning_items + :warnings, starts = 0
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id AND status = 'running'
RETURNING true;

-- name: take_attempt$
-- Counts an attempt of one item before it is made. NULL: it has none left, or is no longer to be done.
UPDATE bulk_update_items SET attempts = attempts + 1
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id AND product_id = :product_id AND status = 'pending'
  AND attempts < :most_attempts
RETURNING attempts;

-- name: note_failed_attempt!
-- Why an attempt failed, until the next one.
UPDATE bulk_update_items SET error_message = :error
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id AND product_id = :product_id AND status = 'pending';

-- name: give_up_item$
-- Ends an item that has no attempt left; true when this did it.
UPDATE bulk_update_items
SET status = 'error', error_code = 'ATTEMPTS_FAILED',
    error_message = coalesce(error_message, :error), processed_at = clock_timestamp()
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id AND product_id = :product_id AND status = 'pending'
  AND attempts >= :most_attempts
RETURNING true;

-- name: complete_job^
-- Ends the job unless items are left, such as those that another worker has in hand. No row: it goes on, or has ended.
UPDATE bulk_update_jobs SET status = 'completed', ended_at = clock_timestamp()
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id AND status = 'running'
  AND NOT is_collecting
  AND NOT EXISTS (SELECT 1 FROM bulk_update_items
                  WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id AND status = 'pending')
RETURNING total_items, success_items, error_items, updated_items, conflict_items, warning_items;

-- name: fail_job$
-- Gives the job up; its pending items stay, for a retry. True when this did it.
UPDATE bulk_update_jobs SET status = 'failed', error = :error, ended_at = clock_timestamp()
WHERE brand_id = :brand_id AND bulk_update_job_id = :job_id AND status IN ('queued', 'running')
RETURNING true;
