-- name: insert_import_job^
-- A new import, waiting for its file or its rows.
INSERT INTO import_jobs (brand_id, filename, format, sha256, dialect, options, created_by)
VALUES (:brand_id, :filename, :format, :sha256, :dialect, :options, :created_by)
RETURNING import_job_id;

-- name: get_import_job^
-- One import with the sums over its chunks.
SELECT job.*, sums.*
FROM import_jobs AS job
LEFT JOIN LATERAL (
    SELECT coalesce(sum(row_count), 0) AS total_rows,
           coalesce(sum(row_count) FILTER (WHERE checked_in_run = job.run_number), 0) AS checked_rows,
           coalesce(sum(row_count) FILTER (WHERE done_in_run = job.run_number), 0) AS done_rows,
           coalesce(sum(valid_rows), 0) AS valid_rows,
           coalesce(sum(warning_rows), 0) AS warning_rows,
           coalesce(sum(error_rows), 0) AS error_rows,
           coalesce(sum(excluded_rows), 0) AS excluded_rows,
           coalesce(sum(will_insert), 0) AS will_insert,
           coalesce(sum(will_update), 0) AS will_update,
           coalesce(sum(will_skip), 0) AS will_skip,
           coalesce(sum(inserted), 0) AS inserted,
           coalesce(sum(updated), 0) AS updated,
           coalesce(sum(skipped), 0) AS skipped,
           coalesce(sum(failed), 0) AS failed
    FROM import_chunks AS chunk
    WHERE chunk.brand_id = :brand_id AND chunk.import_job_id = job.import_job_id
) AS sums ON true
WHERE job.brand_id = :brand_id AND job.import_job_id = :import_job_id;

-- name: list_import_jobs
-- Imports from the newest on, after the cursor; a NULL filter lets everything through.
SELECT job.import_job_id, job.filename, job.format, job.status, job.size_bytes, job.error, job.created_by,
       job.created_at, job.ended_at, sums.*
FROM (
    SELECT * FROM import_jobs
    WHERE brand_id = :brand_id AND (created_at, import_job_id) < (:before_at, :before_id)
      AND (:statuses::text[] IS NULL OR status = ANY (:statuses))
    ORDER BY created_at DESC, import_job_id DESC
    LIMIT :most
) AS job
LEFT JOIN LATERAL (
    SELECT coalesce(sum(row_count), 0) AS total_rows,
           coalesce(sum(row_count) FILTER (WHERE checked_in_run = job.run_number), 0) AS checked_rows,
           coalesce(sum(row_count) FILTER (WHERE done_in_run = job.run_number), 0) AS done_rows,
           coalesce(sum(error_rows), 0) AS error_rows,
           coalesce(sum(inserted), 0) AS inserted,
           coalesce(sum(updated), 0) AS updated,
           coalesce(sum(skipped), 0) AS skipped,
           coalesce(sum(failed), 0) AS failed
    FROM import_chunks AS chunk
    WHERE chunk.brand_id = :brand_id AND chunk.import_job_id = job.import_job_id
) AS sums ON true
ORDER BY job.created_at DESC, job.import_job_id DESC;

-- name: lock_import_job^
-- The import's row, for whoever changes it: people and workers queue.
SELECT * FROM import_jobs WHERE brand_id = :brand_id AND import_job_id = :import_job_id FOR NO KEY UPDATE;

-- name: hold_import_run^
-- The import's row while a worker writes a chunk: whoever cancels waits for that chunk, and other workers do not.
SELECT status, run_number, options FROM import_jobs
WHERE brand_id = :brand_id AND import_job_id = :import_job_id FOR SHARE;

-- name: find_import_of_file^
-- The last import that put the same file into the catalogue.
SELECT import_job_id, filename, committed_at FROM import_jobs
WHERE brand_id = :brand_id AND sha256 = :sha256 AND committed_at IS NOT NULL AND import_job_id <> :import_job_id
ORDER BY committed_at DESC LIMIT 1;

-- name: insert_file_part!
-- The next bytes of the file.
INSERT INTO import_file_parts (brand_id, import_job_id, first_byte, content)
VALUES (:brand_id, :import_job_id, :first_byte, :content);

-- name: set_file_size!
-- How much of the file has come.
UPDATE import_jobs SET size_bytes = :size_bytes, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND import_job_id = :import_job_id;

-- name: list_part_places
-- Where the parts of the file begin.
SELECT first_byte FROM import_file_parts
WHERE brand_id = :brand_id AND import_job_id = :import_job_id ORDER BY first_byte;

-- name: get_file_part$
-- One part of the file.
SELECT content FROM import_file_parts
WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND first_byte = :first_byte;

-- name: delete_file_parts!
-- The file is not needed any more.
DELETE FROM import_file_parts WHERE brand_id = :brand_id AND import_job_id = :import_job_id;

-- name: store_head!
-- What the file's head says; what was read of it under another dialect is read anew.
UPDATE import_jobs
SET status = 'uploaded', sha256 = :sha256, dialect = :dialect, sheets = :sheets, columns = :columns, sample = :sample,
    mapping = :mapping, is_read = false, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND import_job_id = :import_job_id;

-- name: store_mapping!
-- What the columns mean, and what may happen to products that exist; checked anew before it can be committed.
UPDATE import_jobs SET status = 'uploaded', error = NULL, mapping = :mapping, options = :options, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND import_job_id = :import_job_id;

-- name: store_columns!
-- Columns of an import by rows, which grow as rows come; they are checked anew.
UPDATE import_jobs
SET status = 'uploaded', columns = :columns, sample = :sample, mapping = :mapping, is_read = true,
    updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND import_job_id = :import_job_id;

-- name: delete_chunks!
-- Rows that were read under another dialect.
DELETE FROM import_chunks WHERE brand_id = :brand_id AND import_job_id = :import_job_id;

-- name: start_run$
-- Begins to check or to commit: the number of the run.
UPDATE import_jobs
SET status = :status, run_number = run_number + 1, attempts = 0, error = NULL, ended_at = NULL,
    committed_at = CASE WHEN :status = 'committing' THEN coalesce(committed_at, clock_timestamp()) ELSE committed_at END,
    updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND import_job_id = :import_job_id
RETURNING run_number;

-- name: count_attempt^
-- Counts an attempt of a run. No row: the run is over, or has no attempts left.
UPDATE import_jobs SET attempts = attempts + 1, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND run_number = :run_number AND status = :status
  AND attempts < :most_attempts
RETURNING *;

-- name: end_run$
-- Ends a run, once: true for whoever did it.
UPDATE import_jobs
SET status = :new_status, error = :error, is_read = is_read OR :new_status = 'validated',
    ended_at = CASE WHEN :new_status IN ('completed', 'failed', 'cancelled') THEN clock_timestamp() END,
    updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND run_number = :run_number AND status = :status
RETURNING true;

-- name: has_attempts$
-- Whether the run is still on and may be tried again.
SELECT attempts < :most_attempts FROM import_jobs
WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND run_number = :run_number AND status = :status;

-- name: cancel_job!
-- Ends an import that is not done, at once.
UPDATE import_jobs
SET status = 'cancelled', run_number = run_number + 1, ended_at = clock_timestamp(), updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND import_job_id = :import_job_id;

-- name: last_chunk$
-- How many chunks of the file have become rows.
SELECT coalesce(max(chunk_number) + 1, 0) FROM import_chunks
WHERE brand_id = :brand_id AND import_job_id = :import_job_id;

-- name: insert_chunk!
-- Rows that were read and checked. Another worker that read the same file was as good.
INSERT INTO import_chunks
    (brand_id, import_job_id, chunk_number, first_row, last_row, row_count, checked_in_run, source_rows, parsed_rows,
     reasons, match_keys, verdicts, actions, excluded, outcomes, product_ids, valid_rows, warning_rows, error_rows,
     excluded_rows, will_insert, will_update, will_skip)
VALUES
    (:brand_id, :import_job_id, :chunk_number, :first_row, :last_row, :row_count, :run_number, :source_rows,
     :parsed_rows, :reasons, :match_keys, :verdicts, :actions, :excluded, :outcomes, :product_ids::uuid[], :valid_rows,
     :warning_rows, :error_rows, :excluded_rows, :will_insert, :will_update, :will_skip)
ON CONFLICT DO NOTHING;

-- name: replace_rows!
-- Rows that came again or anew, before they are checked.
INSERT INTO import_chunks
    (brand_id, import_job_id, chunk_number, first_row, last_row, row_count, source_rows, verdicts, actions, excluded,
     outcomes, valid_rows)
VALUES
    (:brand_id, :import_job_id, :chunk_number, :first_row, :last_row, :row_count, :source_rows, :verdicts, :actions,
     :excluded, :outcomes, :row_count)
ON CONFLICT (brand_id, import_job_id, chunk_number) DO UPDATE
SET first_row = excluded.first_row, last_row = excluded.last_row, row_count = excluded.row_count,
    source_rows = excluded.source_rows, verdicts = excluded.verdicts, actions = excluded.actions,
    excluded = excluded.excluded, outcomes = excluded.outcomes, valid_rows = excluded.row_count, warning_rows = 0,
    error_rows = 0, excluded_rows = 0, will_insert = 0, will_update = 0, will_skip = 0, checked_in_run = 0, parsed_rows = NULL, reasons = NULL,
    match_keys = NULL, product_ids = NULL;

-- name: next_unchecked_chunk^
-- The first chunk that this run has not checked.
SELECT * FROM import_chunks
WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND checked_in_run <> :run_number
ORDER BY chunk_number LIMIT 1;

-- name: lock_chunk^
-- A chunk by its number, for whoever changes it.
SELECT * FROM import_chunks
WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND chunk_number = :chunk_number FOR UPDATE;

-- name: claim_chunk^
-- A chunk that this run has not done and that nobody else is at.
SELECT * FROM import_chunks
WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND done_in_run <> :run_number
ORDER BY chunk_number LIMIT 1 FOR UPDATE SKIP LOCKED;

-- name: has_open_chunk$
-- Whether any chunk is not done, though somebody may be at it.
SELECT EXISTS (SELECT 1 FROM import_chunks
               WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND done_in_run <> :run_number);

-- name: store_checked_chunk!
-- Verdicts of a chunk.
UPDATE import_chunks
SET checked_in_run = :run_number, parsed_rows = :parsed_rows, reasons = :reasons, match_keys = :match_keys,
    verdicts = :verdicts, actions = :actions, excluded = :excluded, outcomes = :outcomes,
    product_ids = :product_ids::uuid[], valid_rows = :valid_rows, warning_rows = :warning_rows,
    error_rows = :error_rows, excluded_rows = :excluded_rows, will_insert = :will_insert, will_update = :will_update,
    will_skip = :will_skip
WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND chunk_number = :chunk_number;

-- name: store_done_chunk!
-- Outcomes of a chunk, in the transaction that wrote its products.
UPDATE import_chunks
SET done_in_run = :run_number, reasons = :reasons, verdicts = :verdicts, actions = :actions, outcomes = :outcomes,
    product_ids = :product_ids::uuid[], valid_rows = :valid_rows, warning_rows = :warning_rows,
    error_rows = :error_rows, will_insert = :will_insert, will_update = :will_update, will_skip = :will_skip,
    inserted = :inserted, updated = :updated, skipped = :skipped, failed = :failed
WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND chunk_number = :chunk_number;

-- name: list_imports_to_tidy
-- Imports that ended long ago and still have their rows, the oldest first.
SELECT import_job_id FROM import_jobs
WHERE brand_id = :brand_id AND ended_at < :before AND rows_removed_at IS NULL
ORDER BY ended_at LIMIT :most FOR UPDATE SKIP LOCKED;

-- name: forget_rows!
-- What is large about the rows of these imports; verdicts, outcomes and sums stay.
UPDATE import_chunks
SET source_rows = '', parsed_rows = NULL, reasons = NULL, match_keys = NULL, product_ids = NULL
WHERE brand_id = :brand_id AND import_job_id = ANY (:import_job_ids::uuid[]);

-- name: delete_parts_of_imports!
-- Files of imports that ended, where any are left.
DELETE FROM import_file_parts WHERE brand_id = :brand_id AND import_job_id = ANY (:import_job_ids::uuid[]);

-- name: note_removed_rows!
-- These imports have no rows any more.
UPDATE import_jobs SET rows_removed_at = clock_timestamp(), sample = '[]'
WHERE brand_id = :brand_id AND import_job_id = ANY (:import_job_ids::uuid[]);

-- name: list_match_keys
-- What tells the rows apart, chunk by chunk.
SELECT match_keys FROM import_chunks
WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND match_keys IS NOT NULL ORDER BY chunk_number;

-- name: list_chunk_numbers
-- Which rows are in which chunk; with the rows themselves where some are excluded.
SELECT chunk_number, first_row, last_row, excluded_rows,
       CASE WHEN excluded_rows > 0 THEN source_rows END AS source_rows,
       CASE WHEN excluded_rows > 0 THEN excluded END AS excluded
FROM import_chunks
WHERE brand_id = :brand_id AND import_job_id = :import_job_id ORDER BY chunk_number;

-- name: list_chunks_of_rows
-- The chunks that rows with these numbers are in, for whoever changes them.
SELECT * FROM import_chunks
WHERE brand_id = :brand_id AND import_job_id = :import_job_id
  AND EXISTS (SELECT 1 FROM unnest(:row_numbers::integer[]) AS row_number WHERE row_number BETWEEN first_row AND last_row)
ORDER BY chunk_number FOR UPDATE;

-- name: list_chunks_with
-- Chunks from a row on that hold a row of a kind: a verdict or an outcome; NULL: any.
SELECT * FROM import_chunks
WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND last_row > :after_row AND octet_length(source_rows) > 0
  AND CASE :kind::text
      WHEN 'valid' THEN valid_rows > 0 WHEN 'warning' THEN warning_rows > 0 WHEN 'error' THEN error_rows > 0
      WHEN 'excluded' THEN excluded_rows > 0 WHEN 'inserted' THEN inserted > 0 WHEN 'updated' THEN updated > 0
      WHEN 'skipped' THEN skipped > 0 WHEN 'failed' THEN failed > 0 ELSE true END
ORDER BY chunk_number LIMIT :most;

-- name: store_exclusions!
-- Which rows of a chunk are taken out.
UPDATE import_chunks
SET excluded = :excluded, valid_rows = :valid_rows, warning_rows = :warning_rows, error_rows = :error_rows,
    excluded_rows = :excluded_rows, will_insert = :will_insert, will_update = :will_update, will_skip = :will_skip
WHERE brand_id = :brand_id AND import_job_id = :import_job_id AND chunk_number = :chunk_number;

-- name: find_owners
-- Whose the identifiers are: SKUs, and barcodes of any type.
SELECT identifier_type, identifier_value_normalized, product_id
FROM product_identifiers
WHERE brand_id = :brand_id AND status = 'active' AND identifier_value_normalized = ANY (:normalized::text[]);

-- name: list_catalogue_products
-- Products that rows match, with their active identifiers.
SELECT product_id, name, attributes, commercial_status, archived_at IS NOT NULL AS is_archived,
       (SELECT coalesce(jsonb_object_agg(identifier_type, identifier_value), '{}')
        FROM product_identifiers AS identifier
        WHERE identifier.brand_id = :brand_id AND identifier.product_id = product.product_id
          AND identifier.status = 'active') AS identifiers
FROM products AS product
WHERE brand_id = :brand_id AND product_id = ANY (:product_ids::uuid[]);

-- name: lock_catalogue_products!
-- Makes other writers of these products wait, in the order of their ids.
SELECT product_id FROM products
WHERE brand_id = :brand_id AND product_id = ANY (:product_ids::uuid[])
ORDER BY product_id FOR NO KEY UPDATE;

-- name: save_mapping^
-- Keeps a mapping under a name, in place of an earlier one of that name.
INSERT INTO import_mappings (brand_id, name, mapping, options, created_by)
VALUES (:brand_id, :name, :mapping, :options, :created_by)
ON CONFLICT (brand_id, name) DO UPDATE
SET mapping = excluded.mapping, options = excluded.options, updated_at = clock_timestamp()
RETURNING import_mapping_id, old.mapping AS old_mapping;

-- name: list_mappings
-- Mappings from the latest on, after the cursor.
SELECT import_mapping_id, name, mapping, options, created_at, updated_at FROM import_mappings
WHERE brand_id = :brand_id AND (updated_at, import_mapping_id) < (:before_at, :before_id)
ORDER BY updated_at DESC, import_mapping_id DESC LIMIT :most;
