-- name: get_common_facts^
-- What all units of a mint batch share: brand, SKU and the day of production.
SELECT brand.name AS brand_name, brand.subdomain, brand.locale,
       (SELECT identifier.identifier_value FROM product_identifiers AS identifier
        WHERE identifier.brand_id = :brand_id AND identifier.product_id = :product_id
          AND identifier.identifier_type = 'sku' AND identifier.status = 'active') AS sku,
       (SELECT batch.production_date FROM product_batches AS batch
        WHERE batch.brand_id = :brand_id AND batch.product_batch_id = :product_batch_id) AS production_date
FROM brands AS brand WHERE brand.brand_id = :brand_id;

-- name: insert_profile$
-- A profile of the brand's own; no row when its name is taken.
INSERT INTO carrier_output_profiles (brand_id, carrier, name, created_by)
VALUES (:brand_id, :carrier, :name, :created_by)
ON CONFLICT DO NOTHING
RETURNING profile_id;

-- name: insert_draft!
-- The next version of a profile, as a draft.
INSERT INTO carrier_output_profile_versions (brand_id, profile_id, version, definition)
VALUES (:brand_id, :profile_id, :version, :definition::jsonb);

-- name: lock_profile^
-- One profile, held until the transaction ends: its versions are changed by one writer at a time.
SELECT profile_id FROM carrier_output_profiles
WHERE brand_id = :brand_id AND profile_id = :profile_id
FOR NO KEY UPDATE;

-- name: list_profiles
-- The brand's own profiles of a carrier (NULL: of each), by age; a hundred at most.
SELECT profile_id, carrier, name, created_by, created_at, updated_at
FROM carrier_output_profiles
WHERE brand_id = :brand_id AND (:carrier::text IS NULL OR carrier = :carrier)
ORDER BY created_at, profile_id;

-- name: list_versions
-- The versions of some profiles, the newest first.
SELECT profile_id, version, status, definition, created_at, published_at, deprecated_at
FROM carrier_output_profile_versions
WHERE brand_id = :brand_id AND profile_id = ANY(:profile_ids::uuid[])
ORDER BY profile_id, version DESC;

-- name: rename_profile$
-- Sets the name; no row when another profile has it.
UPDATE carrier_output_profiles SET name = :name, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND profile_id = :profile_id
  AND NOT EXISTS (SELECT FROM carrier_output_profiles AS other
                  WHERE other.brand_id = :brand_id AND other.profile_id <> :profile_id
                    AND other.carrier = carrier_output_profiles.carrier AND lower(other.name) = lower(:name))
RETURNING profile_id;

-- name: update_draft$
-- Changes the draft, if there is one.
UPDATE carrier_output_profile_versions SET definition = :definition::jsonb
WHERE brand_id = :brand_id AND profile_id = :profile_id AND status = 'draft'
RETURNING version;

-- name: deprecate_version$
-- The published version is no longer to be used; no row when there is none.
UPDATE carrier_output_profile_versions SET status = 'deprecated', deprecated_at = clock_timestamp()
WHERE brand_id = :brand_id AND profile_id = :profile_id AND status = 'published'
RETURNING version;

-- name: publish_draft$
-- The draft becomes what exports use; no row when there is none.
UPDATE carrier_output_profile_versions SET status = 'published', published_at = clock_timestamp()
WHERE brand_id = :brand_id AND profile_id = :profile_id AND status = 'draft'
RETURNING version;

-- name: list_defaults
-- The profiles a brand has chosen.
SELECT carrier, profile_id FROM carrier_output_defaults WHERE brand_id = :brand_id;

-- name: set_default$
-- Chooses a carrier's profile; gives the one before, NULL for none.
INSERT INTO carrier_output_defaults (brand_id, carrier, profile_id) VALUES (:brand_id, :carrier, :profile_id)
ON CONFLICT (brand_id, carrier) DO UPDATE SET profile_id = excluded.profile_id
RETURNING old.profile_id;

-- name: clear_default!
-- A profile that is no longer used is no carrier's default.
DELETE FROM carrier_output_defaults WHERE brand_id = :brand_id AND profile_id = :profile_id;

-- name: insert_export$
-- An export, queued.
INSERT INTO exports (brand_id, mint_batch_id, kind, format, profile_id, profile_version, profile_name, definition, facts,
                     total_units, created_by)
VALUES (:brand_id, :mint_batch_id, :kind, :format, :profile_id, :profile_version, :profile_name, :definition::jsonb,
        :facts::jsonb, :total_units, :created_by)
RETURNING export_id;

-- name: insert_files!
-- The files an export is made of, in their order.
INSERT INTO export_files (brand_id, export_id, number, first_unit, units, is_wanted, file_name)
SELECT :brand_id, :export_id, file.*
FROM unnest(:numbers::integer[], :firsts::bigint[], :units::bigint[], :wanted::boolean[], :names::text[]) AS file;

-- name: get_export^
-- One export with what became of its files.
SELECT export.export_id, export.mint_batch_id, export.kind, export.format, export.profile_id, export.profile_version,
       export.profile_name, export.definition, export.facts, export.status, export.total_units, export.attempts,
       export.error, export.created_by, export.created_at, export.started_at, export.ended_at,
       file.*, product.name AS product_name, run.batch_number
FROM exports AS export
JOIN mint_batches AS batch ON batch.brand_id = export.brand_id AND batch.mint_batch_id = export.mint_batch_id
JOIN products AS product ON product.brand_id = batch.brand_id AND product.product_id = batch.product_id
LEFT JOIN product_batches AS run ON run.brand_id = batch.brand_id AND run.product_batch_id = batch.product_batch_id
CROSS JOIN LATERAL (
    SELECT count(*) AS total_files, count(*) FILTER (WHERE status = 'completed') AS completed_files,
           count(*) FILTER (WHERE is_wanted) AS wanted_files,
           coalesce(sum(units) FILTER (WHERE is_wanted), 0)::bigint AS wanted_units,
           coalesce(sum(CASE WHEN status = 'completed' THEN units ELSE done_units END) FILTER (WHERE is_wanted), 0)::bigint
               AS done_units,
           sum(size_bytes)::bigint AS size_bytes
    FROM export_files WHERE brand_id = :brand_id AND export_id = export.export_id) AS file
WHERE export.brand_id = :brand_id AND export.export_id = :export_id;

-- name: list_exports
-- Exports from the newest on, after the cursor; a branch for each filter, so that each has an index in order.
WITH page AS (
    (SELECT * FROM exports
     WHERE brand_id = :brand_id AND :mint_batch_id::uuid IS NULL AND NOT :running
       AND (created_at, export_id) < (:before_at, :before_id) AND (:status::text IS NULL OR status = :status)
     ORDER BY created_at DESC, export_id DESC LIMIT :most)
    UNION ALL
    (SELECT * FROM exports
     WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id
       AND (created_at, export_id) < (:before_at, :before_id) AND (:status::text IS NULL OR status = :status)
       AND (NOT :running OR status IN ('queued', 'running'))
     ORDER BY created_at DESC, export_id DESC LIMIT :most)
    UNION ALL
    (SELECT * FROM exports
     WHERE brand_id = :brand_id AND :mint_batch_id::uuid IS NULL AND :running AND status IN ('queued', 'running')
       AND (created_at, export_id) < (:before_at, :before_id) AND (:status::text IS NULL OR status = :status)
     ORDER BY created_at DESC, export_id DESC LIMIT :most)
)
SELECT export.export_id, export.mint_batch_id, export.kind, export.format, export.profile_id, export.profile_version,
       export.profile_name, export.status, export.total_units, export.attempts, export.error, export.created_by,
       export.created_at, export.started_at, export.ended_at, file.*, product.name AS product_name, run.batch_number
FROM page AS export
JOIN mint_batches AS batch ON batch.brand_id = export.brand_id AND batch.mint_batch_id = export.mint_batch_id
JOIN products AS product ON product.brand_id = batch.brand_id AND product.product_id = batch.product_id
LEFT JOIN product_batches AS run ON run.brand_id = batch.brand_id AND run.product_batch_id = batch.product_batch_id
CROSS JOIN LATERAL (
    SELECT count(*) AS total_files, count(*) FILTER (WHERE status = 'completed') AS completed_files,
           count(*) FILTER (WHERE is_wanted) AS wanted_files,
           coalesce(sum(units) FILTER (WHERE is_wanted), 0)::bigint AS wanted_units,
           coalesce(sum(CASE WHEN status = 'completed' THEN units ELSE done_units END) FILTER (WHERE is_wanted), 0)::bigint
               AS done_units,
           sum(size_bytes)::bigint AS size_bytes
    FROM export_files WHERE brand_id = :brand_id AND export_id = export.export_id) AS file
ORDER BY export.created_at DESC, export.export_id DESC;

-- name: lock_export!
-- Held until the transaction ends: nobody else begins, ends, cancels or retries it meanwhile.
SELECT FROM exports WHERE brand_id = :brand_id AND export_id = :export_id FOR NO KEY UPDATE;

-- name: list_files
-- The files of an export after a number, in their order.
SELECT number, first_unit, units, is_wanted, status, done_units, file_name, size_bytes, sha256, completed_at
FROM export_files
WHERE brand_id = :brand_id AND export_id = :export_id AND number > :after
  AND (:status::text IS NULL OR status = :status)
ORDER BY number
LIMIT :most;

-- name: get_file^
-- One file of an export, with what names it in a download.
SELECT file.number, file.status, file.file_name, file.size_bytes, file.sha256, export.format
FROM export_files AS file JOIN exports AS export USING (brand_id, export_id)
WHERE file.brand_id = :brand_id AND file.export_id = :export_id AND file.number = :number;

-- name: want_files$
-- Asks for packs that are not completed (NULL: for all of them); how many that are.
WITH wanted AS (
    UPDATE export_files
    SET is_wanted = true, status = CASE status WHEN 'generating' THEN status ELSE 'pending' END,
        done_units = CASE status WHEN 'generating' THEN done_units ELSE 0 END
    WHERE brand_id = :brand_id AND export_id = :export_id AND status <> 'completed'
      AND (:numbers::integer[] IS NULL OR number = ANY(:numbers))
    RETURNING number
)
SELECT count(*) FROM wanted;

-- name: requeue_export!
-- Puts an export that ended back into the queue.
UPDATE exports SET status = 'queued', attempts = 0, error = NULL, ended_at = NULL
WHERE brand_id = :brand_id AND export_id = :export_id;

-- name: reopen_files!
-- Files that are wanted and not completed begin again.
UPDATE export_files SET status = 'pending', done_units = 0
WHERE brand_id = :brand_id AND export_id = :export_id AND is_wanted AND status IN ('failed', 'generating');

-- name: cancel_export$
-- Ends an export that has not ended; true when it did. Its worker finds that out at its next step.
UPDATE exports SET status = 'cancelled', ended_at = clock_timestamp()
WHERE brand_id = :brand_id AND export_id = :export_id AND status IN ('queued', 'running')
RETURNING true;

-- name: make_lock!
-- The row whose lock is the right to make files of a mint batch.
INSERT INTO export_locks (brand_id, mint_batch_id) VALUES (:brand_id, :mint_batch_id) ON CONFLICT DO NOTHING;

-- name: take_lock$
-- True when nobody else makes files of this mint batch; held until the transaction ends, however it ends.
SELECT true FROM export_locks WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id
FOR UPDATE SKIP LOCKED;

-- name: begin_attempt$
-- A worker takes the export up; how often that was done since a file of it was completed. No row when it has ended.
UPDATE exports SET status = 'running', attempts = attempts + 1, started_at = coalesce(started_at, clock_timestamp())
WHERE brand_id = :brand_id AND export_id = :export_id AND status IN ('queued', 'running')
RETURNING attempts;

-- name: begin_file^
-- The next file that is wanted, taken in hand. No row when none is left, or the export was cancelled.
UPDATE export_files AS file SET status = 'generating', done_units = 0
FROM exports AS export
WHERE export.brand_id = :brand_id AND export.export_id = :export_id AND export.status = 'running'
  AND file.brand_id = :brand_id AND file.export_id = :export_id
  AND file.number = (SELECT number FROM export_files
                     WHERE brand_id = :brand_id AND export_id = :export_id AND is_wanted AND status <> 'completed'
                     ORDER BY number LIMIT 1)
RETURNING file.number, file.first_unit, file.units;

-- name: note_progress$
-- Tells how far a file is; true while its export is still wanted.
UPDATE export_files AS file SET done_units = :done_units
FROM exports AS export
WHERE export.brand_id = :brand_id AND export.export_id = :export_id AND export.status = 'running'
  AND file.brand_id = :brand_id AND file.export_id = :export_id AND file.number = :number
RETURNING true;

-- name: complete_file$
-- The bytes are in the object store; true unless the export was cancelled meanwhile. Attempts count anew from here.
WITH kept AS (
    UPDATE exports SET attempts = 0
    WHERE brand_id = :brand_id AND export_id = :export_id AND status = 'running'
    RETURNING export_id
)
UPDATE export_files AS file
SET status = 'completed', done_units = units, size_bytes = :size_bytes, sha256 = :sha256, completed_at = clock_timestamp()
FROM kept
WHERE file.brand_id = :brand_id AND file.export_id = kept.export_id AND file.number = :number
RETURNING true;

-- name: complete_export^
-- Ends an export whose wanted files are all there. No row when it has ended, or something is left.
UPDATE exports AS export SET status = 'completed', ended_at = clock_timestamp(), error = NULL
WHERE brand_id = :brand_id AND export_id = :export_id AND status = 'running'
  AND NOT EXISTS (SELECT FROM export_files AS file
                  WHERE file.brand_id = :brand_id AND file.export_id = :export_id
                    AND file.is_wanted AND file.status <> 'completed')
RETURNING mint_batch_id, kind, total_units;

-- name: requeue_attempt$
-- An attempt failed and there are more; no row when it was the last, or the export has ended.
UPDATE exports SET status = 'queued', error = :error
WHERE brand_id = :brand_id AND export_id = :export_id AND status = 'running' AND attempts < :most_attempts
RETURNING attempts;

-- name: fail_export$
-- Gives up: the export and the file in hand fail. True unless it has ended.
WITH failed AS (
    UPDATE exports SET status = 'failed', error = :error, ended_at = clock_timestamp()
    WHERE brand_id = :brand_id AND export_id = :export_id AND status IN ('queued', 'running')
    RETURNING export_id
), file AS (
    UPDATE export_files AS file SET status = 'failed'
    FROM failed
    WHERE file.brand_id = :brand_id AND file.export_id = failed.export_id AND file.status = 'generating'
)
SELECT true FROM failed;
