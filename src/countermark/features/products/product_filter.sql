AND (:filter_include_archived OR product.archived_at IS NULL)
  AND (:filter_commercial_status::text IS NULL OR product.commercial_status = :filter_commercial_status)
  AND (:filter_readiness::text IS NULL OR product.mint_readiness_status = :filter_readiness)
  AND (:filter_missing_field::text IS NULL
       OR (product.missing_fields <> '{}' AND :filter_missing_field = ANY (product.missing_fields)))
  AND (:filter_pack::text IS NULL
       OR product.attributes ->> 'core.identity.sector' = :filter_pack
       OR (NOT product.attributes ? 'core.identity.sector' AND EXISTS (
           SELECT 1 FROM jsonb_object_keys(product.attributes) AS key WHERE starts_with(key, :filter_pack || '.'))))
  AND (:filter_has_gtin::boolean IS NULL OR :filter_has_gtin = EXISTS (
      SELECT 1 FROM product_identifiers AS identifier
      WHERE identifier.brand_id = :brand_id AND identifier.product_id = product.product_id
        AND identifier.status = 'active' AND identifier.identifier_type IN ('gtin', 'ean', 'upc')))
  AND (:filter_created_from::timestamptz IS NULL OR product.created_at >= :filter_created_from)
  AND (:filter_created_before::timestamptz IS NULL OR product.created_at < :filter_created_before)
  AND (:filter_updated_from::timestamptz IS NULL OR product.updated_at >= :filter_updated_from)
  AND (:filter_updated_before::timestamptz IS NULL OR product.updated_at < :filter_updated_before)
  AND (:filter_matching::uuid[] IS NULL OR product.product_id = ANY(:filter_matching))
  AND (:filter_needle::text IS NULL OR EXISTS (
      SELECT 1 FROM product_search AS search
      WHERE search.brand_id = :brand_id AND search.created_at = product.created_at
        AND search.product_id = product.product_id AND strpos(search.search_text, :filter_needle) > 0))
