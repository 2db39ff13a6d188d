-- name: get_brand_speech^
-- The language a brand speaks, and its name in addresses.
SELECT locale, subdomain FROM brands WHERE brand_id = :brand_id;

-- name: list_products_found
-- What a hit shows of products, and what it was found by.
SELECT product_id, name, attributes, commercial_status, archived_at,
       (SELECT coalesce(jsonb_object_agg(identifier_type, identifier_value), '{}')
        FROM product_identifiers AS identifier
        WHERE identifier.brand_id = :brand_id AND identifier.product_id = product.product_id
          AND identifier.status = 'active') AS identifiers
FROM products AS product
WHERE brand_id = :brand_id AND product_id = ANY(:product_ids::uuid[]);

-- name: list_product_ids_of_gtin
-- The products a GTIN names or named: the one in force first, then the most recently retired.
SELECT product_id
FROM product_identifiers
WHERE brand_id = :brand_id AND identifier_value_normalized = :gtin AND identifier_type IN ('gtin', 'ean', 'upc')
ORDER BY deactivated_at DESC NULLS FIRST, array_position(ARRAY['gtin', 'ean', 'upc'], identifier_type)
LIMIT 100;

-- name: get_product_id_of_alias$
-- The product that has this code, else the one that had it last.
SELECT product_id
FROM product_identifiers
WHERE brand_id = :brand_id AND identifier_value_normalized = :value AND identifier_type = ANY(:kinds::text[])
ORDER BY deactivated_at DESC NULLS FIRST, array_position(:kinds::text[], identifier_type), identifier_id DESC
LIMIT 1;

-- name: list_product_names
-- Names by id.
SELECT product_id, name FROM products WHERE brand_id = :brand_id AND product_id = ANY(:product_ids::uuid[]);

-- name: list_batches_by_id
-- One batch.
SELECT batch.product_batch_id, batch.batch_number, batch.status, product.name AS product_name
FROM product_batches AS batch JOIN products AS product USING (brand_id, product_id)
WHERE batch.brand_id = :brand_id AND batch.product_batch_id = :batch_id;

-- name: list_batches_by_number
-- Batches whose number begins with the needle, and of the newest ones those that have it anywhere: exact ones first, then
-- those that begin with it, then the newest. The columns' order is leakproof, so row-level security lets it use the key.
WITH beginning AS (
    SELECT product_batch_id FROM product_batches
    WHERE brand_id = :brand_id AND batch_number_folded >= :needle AND batch_number_folded < :behind
    ORDER BY batch_number_folded, created_at DESC LIMIT :most
), newest AS (
    SELECT product_batch_id, batch_number_folded FROM product_batches
    WHERE brand_id = :brand_id ORDER BY created_at DESC, product_batch_id DESC LIMIT :walked
), anywhere AS (
    SELECT product_batch_id FROM newest
    WHERE strpos(batch_number_folded, :needle) > 0 LIMIT 2 * :most
)
SELECT batch.product_batch_id, batch.batch_number, batch.status, product.name AS product_name
FROM (SELECT product_batch_id FROM beginning UNION SELECT product_batch_id FROM anywhere) AS found
JOIN product_batches AS batch ON batch.brand_id = :brand_id AND batch.product_batch_id = found.product_batch_id
JOIN products AS product ON product.brand_id = :brand_id AND product.product_id = batch.product_id
ORDER BY batch.batch_number_folded = :needle DESC, strpos(batch.batch_number_folded, :needle) = 1 DESC,
         batch.created_at DESC, batch.product_batch_id DESC
LIMIT :most;

-- name: list_mint_batches_found
-- A mint batch by its id, and the newest ones of production batches.
SELECT minted.mint_batch_id, minted.quantity, minted.status, product.name AS product_name, batch.batch_number
FROM (
    (SELECT * FROM mint_batches WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id)
    UNION
    (SELECT * FROM mint_batches WHERE brand_id = :brand_id AND product_batch_id = ANY(:batch_ids::uuid[])
     ORDER BY created_at DESC, mint_batch_id DESC LIMIT :most)
) AS minted
JOIN products AS product ON product.brand_id = :brand_id AND product.product_id = minted.product_id
LEFT JOIN product_batches AS batch
       ON batch.brand_id = :brand_id AND batch.product_batch_id = minted.product_batch_id
ORDER BY minted.created_at DESC, minted.mint_batch_id DESC
LIMIT :most;

-- name: list_ranges_within
-- The serialised ranges that have numbers of a block. Ranges do not overlap, so of those that begin before the block only
-- the last can reach into it.
SELECT first_unit_number AS first, first_unit_number + quantity AS behind
FROM mint_batches
WHERE brand_id = :brand_id AND first_unit_number < :behind
  AND first_unit_number >= coalesce((SELECT max(first_unit_number) FROM mint_batches
                                     WHERE brand_id = :brand_id AND first_unit_number <= :first), 0)
  AND first_unit_number + quantity > :first AND identity_mode = 'serial' AND serial_style = 'alphanumeric'
  AND status = ANY(:statuses::text[])
ORDER BY first_unit_number;

-- name: list_own_serials_beginning
-- Units whose own serials begin with a text.
SELECT batch.first_unit_number + own.place AS number
FROM (SELECT serial_list_id, place, serial FROM own_serials
      WHERE brand_id = :brand_id AND serial >= :prefix AND serial < :behind ORDER BY serial LIMIT :most) AS own
JOIN mint_batches AS batch
  ON batch.brand_id = :brand_id AND batch.serial_list_id = own.serial_list_id AND batch.status <> 'failed'
ORDER BY own.serial;

-- name: list_passports_borne
-- The passports of a lot or a product by their ids, of a lot by its code, and of products a GTIN names; lots first.
SELECT passport_id FROM (
    SELECT 1 AS rank, passport_id FROM lots WHERE brand_id = :brand_id AND lot_id = :lot_id
    UNION ALL
    SELECT 1, passport_id FROM lots
    WHERE brand_id = :brand_id AND product_id = ANY(:product_ids::uuid[]) AND lot_code = :lot_code
    UNION ALL
    SELECT 2, passport_id FROM product_passports
    WHERE brand_id = :brand_id AND (product_id = :product_id OR product_id = ANY(:product_ids::uuid[]))
) AS borne
ORDER BY rank;

-- name: list_exports_by_id
-- An export by its id, and the newest ones of a mint batch by its id.
SELECT export.export_id, export.mint_batch_id, export.kind, export.total_units, export.status,
       product.name AS product_name, run.batch_number
FROM (
    (SELECT * FROM exports WHERE brand_id = :brand_id AND export_id = :id)
    UNION ALL
    (SELECT * FROM exports WHERE brand_id = :brand_id AND mint_batch_id = :id
     ORDER BY created_at DESC, export_id DESC LIMIT :most)
) AS export
JOIN mint_batches AS batch ON batch.brand_id = :brand_id AND batch.mint_batch_id = export.mint_batch_id
JOIN products AS product ON product.brand_id = :brand_id AND product.product_id = batch.product_id
LEFT JOIN product_batches AS run ON run.brand_id = :brand_id AND run.product_batch_id = batch.product_batch_id
ORDER BY export.created_at DESC, export.export_id DESC;

-- name: list_exports_by_text
-- Of the newest exports those whose batch number, product's name or file name has the needle: whole ones first, then those
-- that begin with it, then the newest. Texts are folded as the program folds the needle. What belongs to an export is
-- looked up by key for each, whatever the statistics say.
WITH newest AS MATERIALIZED (
    SELECT export_id, mint_batch_id, kind, total_units, status, created_at FROM exports
    WHERE brand_id = :brand_id ORDER BY created_at DESC, export_id DESC LIMIT :walked
)
SELECT export.export_id, export.mint_batch_id, export.kind, export.total_units, export.status,
       product.name AS product_name, run.batch_number, file.file_name
FROM newest AS export
CROSS JOIN LATERAL (SELECT product_id, product_batch_id FROM mint_batches
                    WHERE brand_id = :brand_id AND mint_batch_id = export.mint_batch_id LIMIT 1) AS batch
CROSS JOIN LATERAL (SELECT name FROM products
                    WHERE brand_id = :brand_id AND product_id = batch.product_id LIMIT 1) AS product
LEFT JOIN LATERAL (SELECT batch_number FROM product_batches
                   WHERE brand_id = :brand_id AND product_batch_id = batch.product_batch_id LIMIT 1) AS run ON true
CROSS JOIN LATERAL (SELECT file_name FROM export_files
                    WHERE brand_id = :brand_id AND export_id = export.export_id AND number = 1 LIMIT 1) AS file
CROSS JOIN LATERAL (
    SELECT max(CASE WHEN folded = :needle::text THEN 3 WHEN starts_with(folded, :needle) THEN 2
                    WHEN strpos(folded, :needle) > 0 THEN 1 ELSE 0 END) AS rank
    FROM (SELECT casefold(normalize(text, NFC) COLLATE pg_unicode_fast) AS folded
          FROM (SELECT value AS text FROM jsonb_each_text(product.name)
                UNION ALL VALUES (run.batch_number), (file.file_name)) AS texts) AS folded_texts
) AS found
WHERE found.rank > 0
ORDER BY found.rank DESC, export.created_at DESC, export.export_id DESC
LIMIT :most;
