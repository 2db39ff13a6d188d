-- name: get_snapshot_sources^
-- The facts that a snapshot freezes; batch columns are NULL without a production batch.
SELECT product.product_id, product.name, product.attributes, product.mint_readiness_status, product.readiness_problems,
       brand.name AS brand_name, brand.legal_name, brand.website_url,
       batch.product_batch_id, batch.batch_number, batch.production_date, batch.facility_ref,
       batch.attributes AS batch_attributes,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('type', identifier_type, 'value', identifier_value)
                                  ORDER BY identifier_type COLLATE "C"), '[]')
        FROM product_identifiers AS identifier
        WHERE identifier.brand_id = :brand_id AND identifier.product_id = product.product_id
          AND identifier.status = 'active') AS identifiers
FROM products AS product
JOIN brands AS brand ON brand.brand_id = product.brand_id
LEFT JOIN product_batches AS batch
       ON batch.brand_id = product.brand_id AND batch.product_batch_id = :product_batch_id
WHERE product.brand_id = :brand_id AND product.product_id = :product_id;

-- name: insert_snapshot!
-- Keeps a snapshot under its hash, once; the same facts frozen again are the same row.
INSERT INTO passport_snapshots (brand_id, sha256, content) VALUES (:brand_id, :sha256, :content)
ON CONFLICT DO NOTHING;

-- name: lock_mint_batch!
-- Passports of a mint batch, its lots and its units move one at a time; scans that activate units are not held up.
SELECT FROM mint_batches WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id
FOR NO KEY UPDATE;

-- name: lock_product_passport!
-- The passport of a model moves for one writer at a time.
SELECT FROM product_passports WHERE brand_id = :brand_id AND product_id = :product_id
FOR NO KEY UPDATE;

-- name: get_mint_batch_target^
-- A mint batch, and how many of its passports (units, or lots in batch mode) have gone ahead of it.
SELECT batch.mint_batch_id, batch.product_id, batch.product_batch_id, batch.gtin, batch.identity_mode, batch.status,
       batch.quantity, batch.passport_state, batch.snapshot_sha256, batch.published_at,
       CASE batch.identity_mode WHEN 'serial' THEN batch.quantity ELSE lot.total END AS total,
       CASE batch.identity_mode WHEN 'serial' THEN unit.published ELSE lot.published END AS published,
       CASE batch.identity_mode WHEN 'serial' THEN unit.revoked ELSE lot.revoked END AS revoked
FROM mint_batches AS batch
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE passport_state = 'published') AS published,
           count(*) FILTER (WHERE passport_state = 'revoked') AS revoked
    FROM unit_states AS state
    WHERE state.brand_id = :brand_id AND state.mint_batch_id = batch.mint_batch_id AND passport_state IS NOT NULL
) AS unit
CROSS JOIN LATERAL (
    SELECT count(*) AS total,
           count(*) FILTER (WHERE passport_state = 'published') AS published,
           count(*) FILTER (WHERE passport_state = 'revoked') AS revoked
    FROM lots WHERE lots.brand_id = :brand_id AND lots.mint_batch_id = batch.mint_batch_id
) AS lot
WHERE batch.brand_id = :brand_id AND batch.mint_batch_id = :mint_batch_id;

-- name: get_lot_target^
-- A lot with the mint batch it belongs to.
SELECT lot.lot_id, lot.mint_batch_id, lot.product_id, lot.quantity, batch.product_batch_id, batch.gtin, batch.status,
       batch.passport_state AS default_state, lot.passport_state
FROM lots AS lot
JOIN mint_batches AS batch ON batch.brand_id = lot.brand_id AND batch.mint_batch_id = lot.mint_batch_id
WHERE lot.brand_id = :brand_id AND lot.lot_id = :lot_id;

-- name: get_product_target^
-- A product's model passport.
SELECT passport.product_id, passport.passport_state,
       (SELECT lpad(identifier.identifier_value_normalized, 14, '0') FROM product_identifiers AS identifier
        WHERE identifier.brand_id = :brand_id AND identifier.product_id = :product_id
          AND identifier.status = 'active' AND identifier.identifier_type IN ('gtin', 'ean', 'upc')
        ORDER BY array_position(ARRAY['gtin', 'ean', 'upc'], identifier.identifier_type)
        LIMIT 1) AS gtin
FROM product_passports AS passport
WHERE passport.brand_id = :brand_id AND passport.product_id = :product_id;

-- name: move_mint_batch!
-- A million passports in one row. Units that have a state of their own keep it.
UPDATE mint_batches
SET passport_state = :state, snapshot_sha256 = coalesce(:sha256, snapshot_sha256),
    published_at = coalesce(published_at, clock_timestamp()),
    revoked_at = CASE WHEN :state = 'revoked' THEN clock_timestamp() END, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id;

-- name: move_lots_of_mint_batch!
-- Its lots go along, but for those that are further already; 100 at most.
UPDATE lots
SET passport_state = :state, snapshot_sha256 = coalesce(:sha256, snapshot_sha256),
    published_at = coalesce(published_at, clock_timestamp()),
    revoked_at = CASE WHEN :state = 'revoked' THEN clock_timestamp() END
WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id AND passport_state = :from_state;

-- name: move_lot!
-- The passport that the units of a lot share.
UPDATE lots
SET passport_state = :state, snapshot_sha256 = coalesce(:sha256, snapshot_sha256),
    published_at = coalesce(published_at, clock_timestamp()),
    revoked_at = CASE WHEN :state = 'revoked' THEN clock_timestamp() END
WHERE brand_id = :brand_id AND lot_id = :lot_id;

-- name: move_unit!
-- A unit that differs from its mint batch from now on; it keeps its first scan.
INSERT INTO unit_states
    (brand_id, unit_number, mint_batch_id, passport_state, snapshot_sha256, published_at, revoked_at)
VALUES
    (:brand_id, :unit_number, :mint_batch_id, :state, :sha256, coalesce(:published_at, clock_timestamp()),
     CASE WHEN :state = 'revoked' THEN clock_timestamp() END)
ON CONFLICT (brand_id, unit_number) DO UPDATE
SET passport_state = excluded.passport_state, snapshot_sha256 = excluded.snapshot_sha256,
    published_at = excluded.published_at, revoked_at = excluded.revoked_at;

-- name: move_product!
-- The passport of a model.
UPDATE product_passports
SET passport_state = :state, snapshot_sha256 = coalesce(:sha256, snapshot_sha256),
    published_at = coalesce(published_at, clock_timestamp()),
    revoked_at = CASE WHEN :state = 'revoked' THEN clock_timestamp() END
WHERE brand_id = :brand_id AND product_id = :product_id;

-- name: find_lot_passport^
-- The lot that has this passport.
SELECT lot.lot_id, lot.lot_code, lot.passport_id, lot.product_id, batch.product_batch_id, batch.gtin, batch.status,
       batch.is_sandbox, batch.mint_batch_id, lot.passport_state, lot.snapshot_sha256, lot.published_at, lot.revoked_at
FROM lots AS lot
JOIN mint_batches AS batch ON batch.brand_id = lot.brand_id AND batch.mint_batch_id = lot.mint_batch_id
WHERE lot.brand_id = :brand_id AND lot.passport_id = :passport_id;

-- name: find_product_passport^
-- The product whose model has this passport.
SELECT product_id, passport_id, passport_state, snapshot_sha256, published_at, revoked_at,
       (SELECT lpad(identifier.identifier_value_normalized, 14, '0') FROM product_identifiers AS identifier
        WHERE identifier.brand_id = :brand_id AND identifier.product_id = passport.product_id
          AND identifier.status = 'active' AND identifier.identifier_type IN ('gtin', 'ean', 'upc')
        ORDER BY array_position(ARRAY['gtin', 'ean', 'upc'], identifier.identifier_type)
        LIMIT 1) AS gtin
FROM product_passports AS passport
WHERE passport.brand_id = :brand_id AND passport.passport_id = :passport_id;

-- name: get_page_sources^
-- What a page needs besides its carrier: the frozen facts, and those that are always told as they stand now.
SELECT brand.name AS brand_name, brand.accent_colour, brand.legal_name, brand.website_url, brand.support_url,
       brand.privacy_url, product.name AS product_name,
       batch.status IS NOT DISTINCT FROM 'recalled' AS is_recalled, snapshot.content
FROM products AS product
JOIN brands AS brand ON brand.brand_id = product.brand_id
LEFT JOIN product_batches AS batch
       ON batch.brand_id = product.brand_id AND batch.product_batch_id = :product_batch_id
LEFT JOIN passport_snapshots AS snapshot ON snapshot.brand_id = product.brand_id AND snapshot.sha256 = :sha256
WHERE product.brand_id = :brand_id AND product.product_id = :product_id;

-- name: list_amendments_in_force
-- The amendments that hold for what was published at a moment: of each field that of the most specific scope, of those the
-- latest, and none that was withdrawn; all as it was at the moment until, NULL for now.
WITH amendment AS (
    SELECT 1 AS rank, * FROM passport_amendments
    WHERE brand_id = :brand_id AND product_id = :product_id AND scope = 'product'
    UNION ALL
    SELECT 2, * FROM passport_amendments
    WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id AND scope = 'mint_batch'
    UNION ALL
    SELECT 3, * FROM passport_amendments WHERE brand_id = :brand_id AND lot_id = :lot_id AND scope = 'lot'
    UNION ALL
    SELECT 4, * FROM passport_amendments WHERE brand_id = :brand_id AND unit_number = :unit_number AND scope = 'unit'
)
SELECT DISTINCT ON (field_key) field_key, value, created_at
FROM amendment
WHERE created_at BETWEEN :published_at AND coalesce(:until::timestamptz, 'infinity') AND withdraws IS NULL
  AND NOT EXISTS (
      SELECT FROM passport_amendments AS later
      WHERE later.brand_id = :brand_id AND later.withdraws = amendment.amendment_id
        AND later.created_at <= coalesce(:until::timestamptz, 'infinity'))
ORDER BY field_key, rank DESC, created_at DESC, amendment_id DESC;

-- name: list_passports
-- What carries the state of passports: models, serialised mint batches, lots; from the newest on, after the cursor.
-- A kind not asked for costs nothing.
WITH carrier AS (
    (SELECT 'product' AS kind, product_id AS id, passport_id, passport_id AS place, product_id,
            NULL::uuid AS product_batch_id, NULL::text AS lot_code, 1::bigint AS passport_count, passport_state,
            snapshot_sha256, published_at, revoked_at, created_at
     FROM product_passports
     WHERE brand_id = :brand_id AND coalesce(:kind, 'product') = 'product'
       AND (created_at, passport_id) < (:before_at, :before_id)
       AND (:state::text IS NULL OR passport_state = :state)
       AND (:product_id::uuid IS NULL OR product_id = :product_id)
     ORDER BY created_at DESC, passport_id DESC LIMIT :most)
    UNION ALL
    (SELECT 'mint_batch', mint_batch_id, NULL, mint_batch_id, product_id, product_batch_id, NULL, quantity,
            passport_state, snapshot_sha256, published_at, revoked_at, created_at
     FROM mint_batches
     WHERE brand_id = :brand_id AND coalesce(:kind, 'mint_batch') = 'mint_batch'
       AND identity_mode = 'serial' AND status NOT IN ('queued', 'failed')
       AND (created_at, mint_batch_id) < (:before_at, :before_id)
       AND (:state::text IS NULL OR passport_state = :state)
       AND (:product_id::uuid IS NULL OR product_id = :product_id)
     ORDER BY created_at DESC, mint_batch_id DESC LIMIT :most)
    UNION ALL
    (SELECT 'lot', lot.lot_id, lot.passport_id, lot.passport_id, lot.product_id, batch.product_batch_id, lot.lot_code,
            1, lot.passport_state, lot.snapshot_sha256, lot.published_at, lot.revoked_at, lot.created_at
     FROM lots AS lot
     JOIN mint_batches AS batch ON batch.brand_id = lot.brand_id AND batch.mint_batch_id = lot.mint_batch_id
     WHERE lot.brand_id = :brand_id AND coalesce(:kind, 'lot') = 'lot'
       AND batch.status NOT IN ('queued', 'failed')
       AND (lot.created_at, lot.passport_id) < (:before_at, :before_id)
       AND (:state::text IS NULL OR lot.passport_state = :state)
       AND (:product_id::uuid IS NULL OR lot.product_id = :product_id)
     ORDER BY lot.created_at DESC, lot.passport_id DESC LIMIT :most)
    ORDER BY created_at DESC, place DESC LIMIT :most
)
SELECT carrier.*, product.name AS product_name, batch.batch_number
FROM carrier
JOIN products AS product ON product.brand_id = :brand_id AND product.product_id = carrier.product_id
LEFT JOIN product_batches AS batch
       ON batch.brand_id = :brand_id AND batch.product_batch_id = carrier.product_batch_id
ORDER BY carrier.created_at DESC, carrier.place DESC;
