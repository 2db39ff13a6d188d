link.link_id, link.product_id, product.name AS product_name, link.path, link.link_type, link.target_url, link.title,
       link.languages, link.media_type, link.contexts, link.forward_query, link.is_public, link.valid_from,
       link.valid_until, link.is_default, link.in_default_set, coalesce(target.state, 'unchecked') AS target_state,
       target.problem AS target_problem, target.checked_at, link.created_at, link.updated_at, link.archived_at,
       (SELECT identifier_value_normalized FROM product_identifiers AS identifier
        WHERE identifier.brand_id = link.brand_id AND identifier.product_id = link.product_id
          AND identifier.identifier_type IN ('gtin', 'ean', 'upc') AND identifier.deactivated_at IS NULL
        ORDER BY array_position(ARRAY['gtin', 'ean', 'upc'], identifier.identifier_type) LIMIT 1) AS gtin
