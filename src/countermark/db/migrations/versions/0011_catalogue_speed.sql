-- The rows of an import come packed: a second compression costs time and gains nothing.
ALTER TABLE import_chunks
    ALTER COLUMN source_rows SET STORAGE EXTERNAL,
    ALTER COLUMN parsed_rows SET STORAGE EXTERNAL,
    ALTER COLUMN match_keys SET STORAGE EXTERNAL;

-- When the rows of an import that ended were forgotten; its counts are kept.
ALTER TABLE import_jobs ADD rows_removed_at timestamptz;
CREATE INDEX import_jobs_to_tidy ON import_jobs (brand_id, ended_at) WHERE ended_at IS NOT NULL AND rows_removed_at IS NULL;

-- Products without a SKU are the end of a list by SKU: to look for them among a million took seconds.
ALTER TABLE product_search ADD has_sku boolean NOT NULL DEFAULT true;
ALTER TABLE product_search NO FORCE ROW LEVEL SECURITY;
ALTER TABLE product_identifiers NO FORCE ROW LEVEL SECURITY;
UPDATE product_search AS search SET has_sku = false
WHERE NOT EXISTS (
    SELECT FROM product_identifiers AS sku
    WHERE sku.brand_id = search.brand_id AND sku.product_id = search.product_id
      AND sku.identifier_type = 'sku' AND sku.status = 'active');
ALTER TABLE product_search FORCE ROW LEVEL SECURITY;
ALTER TABLE product_identifiers FORCE ROW LEVEL SECURITY;
CREATE INDEX product_search_without_sku ON product_search (brand_id, product_id) WHERE NOT has_sku;

-- Keys that are past their life are forgotten.
CREATE INDEX idempotency_keys_oldest_first ON idempotency_keys (brand_id, created_at);
