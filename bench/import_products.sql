-- What somebody would write who trusts the file: its rows into the tables that a product is made of.
CREATE TEMP TABLE loaded ON COMMIT DROP AS
SELECT uuidv7() AS product_id, clock_timestamp() AS created_at, c0 AS sku, lpad(c1, 14, '0') AS gtin,
       jsonb_build_object('en', c2, 'de', c3) AS name,
       jsonb_build_object('core.identity.brand_name', c4, 'core.identity.model', c5, 'core.operator.manufacturer', c6,
                          'core.origin.country_of_origin', c7, 'core.identity.weight', c8::numeric / 1000,
                          'core.care.warranty', c9::int) AS attributes
FROM bench_rows;
INSERT INTO products (brand_id, product_id, name, attributes, missing_fields, completeness, created_at, updated_at)
SELECT current_setting('bench.brand_id')::uuid, product_id, name, attributes,
       '{core.operator.manufacturer_address,core.operator.manufacturer_contact}', 75, created_at, created_at FROM loaded;
INSERT INTO product_passports (brand_id, product_id, created_at)
SELECT current_setting('bench.brand_id')::uuid, product_id, created_at FROM loaded;
INSERT INTO product_identifiers
    (brand_id, product_id, identifier_type, identifier_value, identifier_value_normalized, created_by)
SELECT current_setting('bench.brand_id')::uuid, product_id, 'sku', sku, lower(sku), current_setting('bench.brand_id')::uuid
FROM loaded;
INSERT INTO product_identifiers
    (brand_id, product_id, identifier_type, identifier_value, identifier_value_normalized, created_by)
SELECT current_setting('bench.brand_id')::uuid, product_id, 'gtin', gtin, gtin, current_setting('bench.brand_id')::uuid
FROM loaded;
INSERT INTO product_search (brand_id, created_at, product_id, search_text)
SELECT current_setting('bench.brand_id')::uuid, created_at, product_id,
       lower(concat_ws(E'\n', '', name ->> 'en', name ->> 'de', gtin, sku, attributes ->> 'core.identity.brand_name',
                       attributes ->> 'core.identity.model', attributes ->> 'core.operator.manufacturer',
                       attributes ->> 'core.origin.country_of_origin', '')) FROM loaded;
INSERT INTO audit_log (brand_id, actor_kind, action, object_type, object_id, new_value)
SELECT current_setting('bench.brand_id')::uuid, 'system', 'imports:insert_product', 'product', product_id::text,
       jsonb_build_object('name', name, 'attributes', attributes, 'identifiers', jsonb_build_object('sku', sku, 'gtin', gtin))
FROM loaded;
