-- name: insert_template^
-- A new template.
INSERT INTO label_templates (brand_id, name, design, created_by) VALUES (:brand_id, :name, :design, :created_by)
RETURNING label_template_id, name, design, created_by, created_at, updated_at, archived_at;

-- name: get_template^
-- One template, archived or not.
SELECT label_template_id, name, design, created_by, created_at, updated_at, archived_at
FROM label_templates WHERE brand_id = :brand_id AND label_template_id = :label_template_id;

-- name: lock_template^
-- One template, held until the transaction ends: writers of one template queue.
SELECT label_template_id, name, design, created_by, created_at, updated_at, archived_at
FROM label_templates WHERE brand_id = :brand_id AND label_template_id = :label_template_id FOR NO KEY UPDATE;

-- name: list_templates
-- Templates in use, the latest change first, after the cursor.
SELECT label_template_id, name, design, created_by, created_at, updated_at, archived_at
FROM label_templates
WHERE brand_id = :brand_id AND archived_at IS NULL
  AND (updated_at, label_template_id) < (:before_at, :before_id)
ORDER BY updated_at DESC, label_template_id DESC
LIMIT :most;

-- name: update_template^
-- Another name, another design, or both.
UPDATE label_templates
SET name = coalesce(:name, name), design = coalesce(:design, design), updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND label_template_id = :label_template_id
RETURNING label_template_id, name, design, created_by, created_at, updated_at, archived_at;

-- name: archive_template!
-- Takes a template out of use; jobs keep the design they were made with.
UPDATE label_templates SET archived_at = clock_timestamp()
WHERE brand_id = :brand_id AND label_template_id = :label_template_id;

-- name: insert_job$
-- A new job, waiting for a worker.
INSERT INTO label_jobs (brand_id, label_template_id, template_name, design, mint_batch_id, unit_ids, first_label,
                        label_count, format, origin, created_by)
VALUES (:brand_id, :label_template_id, :template_name, :design, :mint_batch_id, :unit_ids, :first_label,
        :label_count, :format, :origin, :created_by)
RETURNING label_job_id;

-- name: get_job^
-- One job with everything about it.
SELECT label_job_id, label_template_id, template_name, design, mint_batch_id, unit_ids, first_label, label_count, format,
       status, runs, attempts, drawn_labels, checked_labels, error_code, error, size_bytes, sha256, created_by,
       created_at, started_at, ended_at
FROM label_jobs WHERE brand_id = :brand_id AND label_job_id = :label_job_id;

-- name: lock_job$
-- Holds a job's row, for whoever cancels or retries it.
SELECT true FROM label_jobs WHERE brand_id = :brand_id AND label_job_id = :label_job_id FOR NO KEY UPDATE;

-- name: list_jobs
-- Jobs from the newest on, after the cursor; NULLs let everything through.
SELECT label_job_id, label_template_id, template_name, mint_batch_id, first_label, label_count, format, status, attempts,
       drawn_labels, checked_labels, error_code, error, size_bytes, sha256, created_by, created_at, started_at, ended_at
FROM label_jobs
WHERE brand_id = :brand_id
  AND (created_at, label_job_id) < (:before_at, :before_id)
  AND (:status::text IS NULL OR status = :status)
  AND (:mint_batch_id::uuid IS NULL OR mint_batch_id = :mint_batch_id)
ORDER BY created_at DESC, label_job_id DESC
LIMIT :most;

-- name: begin_job^
-- A worker takes the job up, as a run of its own; whoever had it before can write no more. No row: nothing is to do.
UPDATE label_jobs
SET status = 'running', runs = runs + 1, attempts = attempts + 1, drawn_labels = 0, checked_labels = 0,
    started_at = coalesce(started_at, clock_timestamp())
WHERE brand_id = :brand_id AND label_job_id = :label_job_id AND status IN ('queued', 'running') AND attempts < :most
RETURNING label_job_id, design, mint_batch_id, unit_ids, first_label, label_count, format, origin, template_name, runs;

-- name: note_progress$
-- How far a run is. NULL: it is not to go on.
UPDATE label_jobs SET drawn_labels = :drawn, checked_labels = :checked
WHERE brand_id = :brand_id AND label_job_id = :label_job_id AND status = 'running' AND runs = :run
RETURNING true;

-- name: complete_job$
-- Releases the file: every code on it was read back. NULL: the run is not the one that may.
UPDATE label_jobs
SET status = 'completed', drawn_labels = label_count, checked_labels = label_count, size_bytes = :size_bytes,
    sha256 = :sha256, error_code = NULL, error = NULL, ended_at = clock_timestamp()
WHERE brand_id = :brand_id AND label_job_id = :label_job_id AND status = 'running' AND runs = :run
RETURNING true;

-- name: requeue_job$
-- Puts a failed attempt back for another one. NULL: there is none left, or the run is not the one that may.
UPDATE label_jobs SET status = 'queued', error_code = :error_code, error = :error
WHERE brand_id = :brand_id AND label_job_id = :label_job_id AND status = 'running' AND runs = :run AND attempts < :most
RETURNING true;

-- name: fail_job$
-- Ends a job without a file. A NULL run: whichever had it last.
UPDATE label_jobs
SET status = 'failed', error_code = coalesce(:error_code, error_code, 'WORKER_ENDED'),
    error = coalesce(:error, error), ended_at = clock_timestamp()
WHERE brand_id = :brand_id AND label_job_id = :label_job_id AND status IN ('queued', 'running')
  AND (:run::integer IS NULL OR runs = :run)
RETURNING true;

-- name: cancel_job!
-- Ends a job that has not ended; a run in work finds this at its next step.
UPDATE label_jobs SET status = 'cancelled', ended_at = clock_timestamp()
WHERE brand_id = :brand_id AND label_job_id = :label_job_id AND status IN ('queued', 'running');

-- name: reopen_job!
-- An ended job waits for a worker again.
UPDATE label_jobs
SET status = 'queued', attempts = 0, drawn_labels = 0, checked_labels = 0, error_code = NULL, error = NULL,
    ended_at = NULL
WHERE brand_id = :brand_id AND label_job_id = :label_job_id;

-- name: lock_brand$
-- Makes the brand's next key wait until this transaction ends.
SELECT true FROM brands WHERE brand_id = :brand_id FOR NO KEY UPDATE;

-- name: newest_nfc_key$
-- The version of the newest key; NULL when there is none.
SELECT max(key_version) FROM nfc_keys WHERE brand_id = :brand_id;

-- name: insert_nfc_key!
-- A new key, wrapped.
INSERT INTO nfc_keys (brand_id, key_version, wrapped_key, created_by)
VALUES (:brand_id, :key_version, :wrapped_key, :created_by);

-- name: list_nfc_keys
-- The brand's keys, the newest first.
SELECT key_version, wrapped_key FROM nfc_keys WHERE brand_id = :brand_id ORDER BY key_version DESC;

-- name: move_tag_counter$
-- Takes a counter that is higher than any the tag has shown, in one statement: of two taps with one counter, one wins.
-- NULL: it was there already.
INSERT INTO nfc_tags AS tag (brand_id, tag_uid, path, read_counter) VALUES (:brand_id, :tag_uid, :path, :read_counter)
ON CONFLICT (brand_id, tag_uid) DO UPDATE
SET read_counter = excluded.read_counter, path = excluded.path, last_read_at = clock_timestamp()
WHERE tag.read_counter < excluded.read_counter
RETURNING true;

-- name: count_tag_replay!
-- A link of a tag was opened again.
UPDATE nfc_tags SET replays = replays + 1 WHERE brand_id = :brand_id AND tag_uid = :tag_uid;
