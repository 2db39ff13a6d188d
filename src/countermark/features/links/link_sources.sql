FROM links AS link
LEFT JOIN products AS product ON product.brand_id = link.brand_id AND product.product_id = link.product_id
LEFT JOIN link_targets AS target ON target.brand_id = link.brand_id AND target.target_url = link.target_url
