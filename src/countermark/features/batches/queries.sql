-- name: insert_batch^
-- A batch of a product that is there and not archived, found in the same statement; no row otherwise.
INSERT INTO product_batches
    (brand_id, product_id, batch_number, production_date, quantity, facility_ref, attributes)
SELECT brand_id, product_id, :batch_number, :production_date::date, :quantity::bigint, :facility_ref::text,
       :attributes::jsonb
FROM products
WHERE brand_id = :brand_id AND product_id = :product_id AND archived_at IS NULL
RETURNING product_batch_id AS id, product_id, batch_number, status, production_date, quantity, facility_ref, created_at,
          (facility_ref IS NOT NULL
           AND EXISTS (SELECT FROM facilities WHERE facilities.brand_id = :brand_id AND archived_at IS NULL)
           AND NOT EXISTS (SELECT FROM facilities WHERE facilities.brand_id = :brand_id AND archived_at IS NULL
                           AND facilities.facility_ref = product_batches.facility_ref)) AS facility_is_unknown;

-- name: get_batch^
-- One batch, whole.
SELECT product_batch_id AS id, product_id, batch_number, status, production_date, quantity, minted_quantity,
       facility_ref, attributes, created_at, updated_at
FROM product_batches
WHERE brand_id = :brand_id AND product_batch_id = :batch_id;

-- name: lock_batch^
-- One batch, for a writer. Mint batches only refer to it and are not held up.
SELECT product_batch_id AS id, product_id, batch_number, status, production_date, quantity, minted_quantity,
       facility_ref, attributes, created_at, updated_at
FROM product_batches
WHERE brand_id = :brand_id AND product_batch_id = :batch_id
FOR NO KEY UPDATE;

-- name: update_batch^
-- Writes what may change of a batch, whole; the caller holds the row and merged the change into it.
UPDATE product_batches
SET quantity = :quantity, facility_ref = :facility_ref, production_date = :production_date, attributes = :attributes,
    updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND product_batch_id = :batch_id
RETURNING product_batch_id AS id, batch_number, status, quantity, facility_ref, updated_at;

-- name: set_status^
-- The next status of a batch; the caller holds the row.
UPDATE product_batches
SET status = :status, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND product_batch_id = :batch_id
RETURNING product_batch_id AS id, product_id, batch_number, status, production_date, quantity, minted_quantity,
          facility_ref, attributes, created_at, updated_at;

-- name: place_of_batch$
-- Where a batch stands in its product's list.
SELECT created_at FROM product_batches
WHERE brand_id = :brand_id AND product_id = :product_id AND product_batch_id = :batch_id;

-- name: list_batches_of_product
-- A product's batches from the newest on, after a place in the list.
SELECT product_batch_id AS id, batch_number, status, production_date, quantity, facility_ref, attributes, created_at,
       updated_at
FROM product_batches
WHERE brand_id = :brand_id AND product_id = :product_id AND (created_at, product_batch_id) < (:before_at, :before_id)
ORDER BY created_at DESC, product_batch_id DESC
LIMIT :most;

-- name: list_batches_of_brand
-- Batches of all products from the newest on; a NULL filter lets everything through. The needle is case-folded.
SELECT batch.product_batch_id AS id, batch.product_id, product.name AS product_name, batch.batch_number, batch.status,
       batch.production_date, batch.quantity, batch.minted_quantity, batch.facility_ref, batch.created_at,
       batch.updated_at
FROM product_batches AS batch
JOIN products AS product ON product.brand_id = batch.brand_id AND product.product_id = batch.product_id
WHERE batch.brand_id = :brand_id
  AND (batch.created_at, batch.product_batch_id) < (:before_at, :before_id)
  AND (:status::text IS NULL OR batch.status = :status)
  AND (:needle::text IS NULL OR strpos(casefold(batch.batch_number COLLATE pg_unicode_fast), :needle) > 0)
ORDER BY batch.created_at DESC, batch.product_batch_id DESC
LIMIT :most;
