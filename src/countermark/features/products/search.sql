-- name: list_search_sources
-- What the text of these products is made from.
SELECT product_id, created_at, name, attributes,
       EXISTS (SELECT FROM product_identifiers AS sku
               WHERE sku.brand_id = :brand_id AND sku.product_id = product.product_id AND sku.identifier_type = 'sku'
                 AND sku.status = 'active') AS has_sku,
       ARRAY(SELECT identifier_value_normalized FROM product_identifiers AS identifier
             WHERE identifier.brand_id = :brand_id AND identifier.product_id = product.product_id
               AND identifier.status = 'active'
             ORDER BY identifier_type) AS identifiers
FROM products AS product
WHERE brand_id = :brand_id AND product_id = ANY(:product_ids::uuid[])
ORDER BY product_id;

-- name: store_search_texts!
-- The texts of products as they are now, each behind a record separator, which no folded text has; each waits for a segment.
INSERT INTO product_search (brand_id, created_at, product_id, search_text, has_sku)
SELECT :brand_id, created_at::timestamptz, product_id::uuid, search_text, has_sku::boolean
FROM ROWS FROM (string_to_table(:created_ats, E'\n'), string_to_table(:product_ids, E'\n'),
                string_to_table(:texts, E'\x1e'), string_to_table(:has_skus, E'\n'))
     AS given (created_at, product_id, search_text, has_sku)
ON CONFLICT (brand_id, created_at, product_id) DO UPDATE
SET search_text = excluded.search_text, changed_at = excluded.changed_at, segment_id = NULL, has_sku = excluded.has_sku
WHERE (product_search.search_text, product_search.has_sku) IS DISTINCT FROM (excluded.search_text, excluded.has_sku);

-- name: do_so_many_wait$
-- Whether so many products of the brand wait for a segment.
SELECT EXISTS (
    SELECT FROM product_search WHERE brand_id = :brand_id AND segment_id IS NULL OFFSET :count - 1 LIMIT 1);

-- name: is_only_segment_builder$
-- One transaction at a time builds segments of a brand; false: another one does.
SELECT pg_try_advisory_xact_lock(hashtextextended('search segments of ' || (:brand_id::uuid)::text, 0));

-- name: list_waiting_texts
-- Products that wait for a segment, from the newest on.
SELECT created_at, product_id, search_text, changed_at
FROM product_search
WHERE brand_id = :brand_id AND segment_id IS NULL
ORDER BY created_at DESC, product_id DESC
LIMIT :most;

-- name: insert_segment$
-- A segment; its grams follow.
INSERT INTO product_search_segments (brand_id, product_count, created_ats, product_ids)
VALUES (:brand_id, :product_count, :created_ats, :product_ids)
RETURNING segment_id;

-- name: insert_grams!
-- The grams of a new segment.
INSERT INTO product_search_grams (brand_id, gram, segment_id, places)
SELECT :brand_id, gram, :segment_id, places FROM unnest(:grams::text[], :places::bytea[]) AS given (gram, places);

-- name: place_in_segment!
-- These products no longer wait, but for those that changed since they were read.
UPDATE product_search AS search SET segment_id = :segment_id
FROM unnest(:created_ats::timestamptz[], :product_ids::uuid[], :changed_ats::timestamptz[])
     AS given (created_at, product_id, changed_at)
WHERE search.brand_id = :brand_id AND search.created_at = given.created_at AND search.product_id = given.product_id
  AND search.changed_at = given.changed_at AND search.segment_id IS NULL;

-- name: list_segment_fillings
-- Segments from the oldest on, with how many of their products have not changed since.
SELECT segment.segment_id, segment.product_count, coalesce(filling.living, 0) AS living
FROM product_search_segments AS segment
LEFT JOIN (SELECT segment_id, count(*) AS living FROM product_search WHERE brand_id = :brand_id GROUP BY segment_id)
       AS filling USING (segment_id)
WHERE segment.brand_id = :brand_id AND segment.dissolved_at IS NULL
ORDER BY segment.segment_id;

-- name: dissolve_segments!
-- These segments are no longer searched.
UPDATE product_search_segments SET dissolved_at = clock_timestamp()
WHERE brand_id = :brand_id AND segment_id = ANY(:segment_ids::uuid[]);

-- name: let_products_wait!
-- The products of these segments that have not changed since wait again.
UPDATE product_search SET segment_id = NULL WHERE brand_id = :brand_id AND segment_id = ANY(:segment_ids::uuid[]);

-- name: delete_grams!
-- The grams of segments that are dissolved.
DELETE FROM product_search_grams WHERE brand_id = :brand_id AND segment_id = ANY(:segment_ids::uuid[]);

-- name: delete_dissolved_segments!
-- Segments that no search can still have in hand.
DELETE FROM product_search_segments
WHERE brand_id = :brand_id AND dissolved_at < clock_timestamp() - interval '10 minutes';

-- name: walk_newest
-- Of so many products from the newest on, after a place: those that have the needle, and the last one in any case.
SELECT created_at, product_id, matches, number = :most AS is_last
FROM (SELECT created_at, product_id, strpos(search_text, :needle) > 0 AS matches, row_number() OVER () AS number
      FROM (SELECT created_at, product_id, search_text
            FROM product_search
            WHERE brand_id = :brand_id AND (created_at, product_id) < (:before_at, :before_id)
            ORDER BY created_at DESC, product_id DESC
            LIMIT :most) AS newest) AS walked
WHERE matches OR number = :most
ORDER BY number;

-- name: list_waiting_matches
-- Products that wait for a segment and have the needle, after a place, from the newest on.
SELECT created_at, product_id
FROM product_search
WHERE brand_id = :brand_id AND segment_id IS NULL AND (created_at, product_id) < (:before_at, :before_id)
  AND strpos(search_text, :needle) > 0
ORDER BY created_at DESC, product_id DESC;

-- name: list_places_of_grams
-- The segments that have all of these grams, and where. Equality is leakproof, so row-level security lets it use the key.
SELECT segment_id, array_agg(places) AS places
FROM product_search_grams
WHERE brand_id = :brand_id AND gram = ANY(:grams::text[])
GROUP BY segment_id
HAVING count(*) = cardinality(:grams::text[]);

-- name: list_places_of_prefix
-- The places of all grams that begin with a text: they are between it and the first text behind.
SELECT segment_id, array_agg(places) AS places
FROM product_search_grams
WHERE brand_id = :brand_id AND gram >= :first AND gram < :behind
GROUP BY segment_id;

-- name: list_created_ats
-- When the products of these segments were made, packed.
SELECT segment_id, created_ats FROM product_search_segments
WHERE brand_id = :brand_id AND segment_id = ANY(:segment_ids::uuid[]);

-- name: list_products_at_places
-- What stands at places of segments, packed, in no order.
SELECT substring(segment.created_ats FROM given.place * 8 + 1 FOR 8)
       || substring(segment.product_ids FROM given.place * 16 + 1 FOR 16) AS product
FROM unnest(:segment_ids::uuid[], :places::int[]) AS given (segment_id, place)
JOIN product_search_segments AS segment
  ON segment.brand_id = :brand_id AND segment.segment_id = given.segment_id;

-- name: keep_matches
-- Those of these products that have the needle, from the newest on.
SELECT search.created_at, search.product_id
FROM unnest(:created_ats::timestamptz[], :product_ids::uuid[]) AS given (created_at, product_id)
JOIN product_search AS search
  ON search.brand_id = :brand_id AND search.created_at = given.created_at AND search.product_id = given.product_id
WHERE strpos(search.search_text, :needle) > 0
ORDER BY search.created_at DESC, search.product_id DESC;
