-- Products: names in two languages, attributes as texts, one a millisecond until now; SKUs and GTINs follow from the id.
WITH made AS (
    INSERT INTO products (brand_id, name, attributes, mint_readiness_status, created_at)
    SELECT %(brand_id)s::uuid,
           jsonb_build_object(
               'en', (ARRAY['Trail', 'City', 'Gravel', 'Cargo', 'Kids'])[1 + n %% 5] || ' '
                     || (ARRAY['bike', 'battery', 'helmet', 'jacket', 'lamp', 'charger', 'saddle'])[1 + n %% 7] || ' ' || n %% 1000,
               'de', (ARRAY['Gelände', 'Stadt', 'Schotter', 'Lasten', 'Kinder'])[1 + n %% 5]
                     || (ARRAY['rad', 'akku', 'helm', 'jacke', 'leuchte', 'lader', 'sattel'])[1 + n %% 7]),
           jsonb_build_object('core.identity.model', 'M' || n * 7919 %% 1000003, 'core.origin.country_of_origin', 'DE'),
           CASE WHEN n %% 3 = 0 THEN 'READY' ELSE 'NOT_READY' END, now() - interval '1 ms' * (%(products)s::bigint - n)
    FROM generate_series(1, %(products)s::bigint) AS n
    RETURNING *
), named AS (
    SELECT made.*, 'SKU-' || upper(right(product_id::text, 12)) AS sku,
           lpad(('x' || right(product_id::text, 12))::bit(48)::bigint %% 100000000000000 || '', 14, '0') AS gtin
    FROM made
), identified AS (
    INSERT INTO product_identifiers
        (brand_id, product_id, identifier_type, identifier_value, identifier_value_normalized)
    SELECT brand_id, product_id, 'sku', sku, lower(sku) FROM named
), passported AS (
    INSERT INTO product_passports (brand_id, product_id, created_at) SELECT brand_id, product_id, created_at FROM named
)
INSERT INTO product_search (brand_id, created_at, product_id, search_text)
SELECT brand_id, created_at, product_id,
       E'\n' || concat_ws(E'\n', lower(name ->> 'en'), lower(name ->> 'de'), lower(sku), gtin,
                          lower(attributes ->> 'core.identity.model'), 'de') || E'\n'
FROM named;

-- A batch for every tenth product.
INSERT INTO product_batches (brand_id, product_id, batch_number, created_at)
SELECT brand_id, product_id, 'BATCH-' || lpad(row_number() OVER () || '', 8, '0'), created_at
FROM (SELECT * FROM products WHERE brand_id = %(brand_id)s::uuid ORDER BY created_at LIMIT %(products)s::bigint / 10) AS kept;

-- Units: ranges of a million, or one of a few.
INSERT INTO mint_batches
    (brand_id, product_id, product_batch_id, identity_mode, activation_mode, first_unit_number, quantity, status, minted_at)
SELECT brand_id, product_id, product_batch_id, 'serial', 'first_scan', (number - 1) * 1000000,
       least(1000000, %(products)s::bigint * 10), 'minted', now()
FROM (SELECT *, row_number() OVER (ORDER BY product_batch_id) AS number FROM product_batches
      WHERE brand_id = %(brand_id)s::uuid LIMIT %(ranges)s::bigint) AS kept;
UPDATE unit_counters SET next_unit_number = %(ranges)s::bigint * 1000000 WHERE brand_id = %(brand_id)s::uuid;
INSERT INTO mint_jobs (brand_id, mint_batch_id, status, attempts)
SELECT brand_id, mint_batch_id, 'COMPLETED', 1 FROM mint_batches WHERE brand_id = %(brand_id)s::uuid;

-- First scans of nearly all units of the last range, an hour ago.
INSERT INTO unit_states (brand_id, unit_number, mint_batch_id, activated_at)
SELECT brand_id, first_unit_number + place, mint_batch_id, now() - interval '1 hour' - interval '1 ms' * place
FROM (SELECT * FROM mint_batches WHERE brand_id = %(brand_id)s::uuid ORDER BY first_unit_number DESC LIMIT 1) AS batch,
     generate_series(0, batch.quantity - 1) AS place
WHERE place %% 20000 <> 19999;
