-- name: count_attachments$
-- How many files a product has, deleted ones not counted.
SELECT count(*) FROM product_attachments
WHERE brand_id = :brand_id AND product_id = :product_id AND deleted_at IS NULL;

-- name: insert_attachment^
-- A file that is announced; it stands behind the others of its product.
INSERT INTO product_attachments
    (brand_id, product_id, filename, mime_type, size_bytes, sha256, title, kind, language, show_on_passport, position)
SELECT :brand_id, :product_id, :filename, :mime_type, :size_bytes, :sha256, :title, :kind, :language, :show_on_passport,
       least(coalesce(max(position) + 1, 0), 9999)
FROM product_attachments WHERE brand_id = :brand_id AND product_id = :product_id
RETURNING
       --include attachment_columns.sql
;

-- name: get_attachment^
-- One file of the brand, deleted or not.
SELECT
       --include attachment_columns.sql
FROM product_attachments WHERE brand_id = :brand_id AND attachment_id = :attachment_id;

-- name: lock_attachment^
-- One file of the brand, held for a writer.
SELECT
       --include attachment_columns.sql
FROM product_attachments WHERE brand_id = :brand_id AND attachment_id = :attachment_id
FOR UPDATE;

-- name: list_attachments
-- A product's files in their order, after the cursor.
SELECT
       --include attachment_columns.sql
FROM product_attachments
WHERE brand_id = :brand_id AND product_id = :product_id
  AND (position, attachment_id) > (:after_position, :after_id)
  AND (:include_deleted OR deleted_at IS NULL)
ORDER BY position, attachment_id
LIMIT :most;

-- name: list_main_images
-- The main image of each of some products.
SELECT
       --include attachment_columns.sql
FROM product_attachments
WHERE brand_id = :brand_id AND product_id = ANY (:product_ids::uuid[]) AND is_main_image AND deleted_at IS NULL;

-- name: update_attachment^
-- Writes what a person may change, whole; the caller holds the row and merged the change into it.
UPDATE product_attachments
SET title = :title, kind = :kind, language = :language, show_on_passport = :show_on_passport, position = :position,
    is_main_image = :is_main_image, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND attachment_id = :attachment_id
RETURNING
       --include attachment_columns.sql
;

-- name: clear_main_image!
-- The main image of a product is no longer; another one follows in the same transaction.
UPDATE product_attachments SET is_main_image = false, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND product_id = :product_id AND is_main_image AND deleted_at IS NULL;

-- name: has_main_image$
-- Whether a product has a main image.
SELECT EXISTS (SELECT 1 FROM product_attachments
               WHERE brand_id = :brand_id AND product_id = :product_id AND is_main_image AND deleted_at IS NULL);

-- name: delete_attachment^
-- Takes a file out of lists; its bytes stay. No row: it is deleted already.
UPDATE product_attachments SET deleted_at = clock_timestamp(), updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND attachment_id = :attachment_id AND deleted_at IS NULL
RETURNING
       --include attachment_columns.sql
;

-- name: restore_attachment^
-- Takes a deletion back; the main image of today stays the main image.
UPDATE product_attachments
SET deleted_at = NULL, is_main_image = is_main_image AND NOT :another_is_main, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND attachment_id = :attachment_id AND deleted_at IS NOT NULL
RETURNING
       --include attachment_columns.sql
;

-- name: accept_upload^
-- The bytes are in the object store: the file is ready.
UPDATE product_attachments
SET state = 'ready', sha256 = :sha256, uploaded_at = clock_timestamp(), updated_at = clock_timestamp(),
    is_main_image = :is_main_image, picture_state = :picture_state
WHERE brand_id = :brand_id AND attachment_id = :attachment_id AND state = 'pending'
RETURNING
       --include attachment_columns.sql
;

-- name: begin_pictures^
-- Counts an attempt to make the smaller pictures. No row: nothing is to be done, or no attempt is left.
UPDATE product_attachments SET picture_attempts = picture_attempts + 1
WHERE brand_id = :brand_id AND attachment_id = :attachment_id AND picture_state = 'preparing'
  AND picture_attempts < :most_attempts
RETURNING
       --include attachment_columns.sql
;

-- name: finish_pictures^
-- What became of it. No row: another attempt ended it before.
UPDATE product_attachments
SET picture_state = :picture_state, picture_problem = :problem, pictures = :pictures, updated_at = clock_timestamp(),
    show_on_passport = show_on_passport AND :picture_state = 'ready',
    is_main_image = is_main_image AND :picture_state = 'ready'
WHERE brand_id = :brand_id AND attachment_id = :attachment_id AND picture_state = 'preparing'
RETURNING product_id, old.show_on_passport AS was_shown, old.is_main_image AS was_main_image;

-- name: list_shown_on_passport
-- The files that a passport of the product shows when it is published now; held, so that none is purged meanwhile.
SELECT
       --include attachment_columns.sql
FROM product_attachments
WHERE brand_id = :brand_id AND product_id = :product_id AND show_on_passport AND deleted_at IS NULL AND state = 'ready'
ORDER BY is_main_image DESC, position, attachment_id
FOR KEY SHARE;

-- name: publish_files!
-- Opens files to the public, for as long as the snapshot that names them stands.
INSERT INTO passport_files (brand_id, file_sha256, snapshot_sha256, attachment_id, object_key, filename, mime_type)
SELECT :brand_id, file_sha256, :snapshot_sha256, attachment_id, object_key, filename, mime_type
FROM unnest(:sha256s::bytea[], :attachment_ids::uuid[], :object_keys::text[], :filenames::text[], :mime_types::text[])
     AS given (file_sha256, attachment_id, object_key, filename, mime_type)
ON CONFLICT DO NOTHING;

-- name: find_published_file^
-- The file with this hash, if a published snapshot of the brand names it.
SELECT object_key, filename, mime_type FROM passport_files
WHERE brand_id = :brand_id AND file_sha256 = :sha256
ORDER BY snapshot_sha256 LIMIT 1;

-- name: purge_attachments
-- Forgets files that were announced and never came, and those deleted so long ago that nobody takes it back; never one
-- that a published snapshot names.
DELETE FROM product_attachments AS attachment
WHERE attachment_id IN (
    SELECT attachment_id FROM product_attachments AS candidate
    WHERE candidate.brand_id = :brand_id AND (candidate.deleted_at IS NOT NULL OR candidate.state = 'pending')
      AND coalesce(candidate.deleted_at, candidate.created_at)
          < now() - CASE WHEN candidate.deleted_at IS NULL THEN :pending_for::interval ELSE :deleted_for::interval END
      AND NOT EXISTS (SELECT 1 FROM passport_files AS file
                      WHERE file.brand_id = :brand_id AND file.attachment_id = candidate.attachment_id)
    ORDER BY candidate.attachment_id
    LIMIT :most
    FOR UPDATE SKIP LOCKED)
  AND attachment.brand_id = :brand_id
RETURNING product_id, attachment_id, filename, state;

-- name: known_objects
-- Which objects of some files are theirs: the file itself and its pictures.
SELECT attachment_id, encode(sha256, 'hex') AS sha256 FROM product_attachments
WHERE brand_id = :brand_id AND attachment_id = ANY (:attachment_ids::uuid[]) AND sha256 IS NOT NULL
UNION ALL
SELECT attachment_id, picture ->> 'sha256'
FROM product_attachments CROSS JOIN LATERAL jsonb_array_elements(pictures) AS picture
WHERE brand_id = :brand_id AND attachment_id = ANY (:attachment_ids::uuid[]);
