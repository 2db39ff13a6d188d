product.product_id, product.name, product.commercial_status, product.attributes, product.mint_readiness_status,
       product.readiness_problems, product.missing_fields, product.completeness, product.archived_at,
       product.created_at, product.updated_at,
       (SELECT coalesce(jsonb_object_agg(identifier_type, identifier_value), '{}')
        FROM product_identifiers AS identifier
        WHERE identifier.brand_id = :brand_id AND identifier.product_id = product.product_id
          AND identifier.status = 'active') AS identifiers
