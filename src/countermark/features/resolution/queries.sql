-- name: find_brand_of_host$
-- Which brand answers at a host name, or at a subdomain (a name without a dot).
SELECT brand_id FROM host_names WHERE host_name = :host_name;

-- name: get_speaking_brand^
-- What the public pages say of the brand, and how it wants its scans recorded.
SELECT name, accent_colour, legal_name, website_url, support_url, privacy_url, scan_recording
FROM brands WHERE brand_id = :brand_id;

-- name: list_minted_ranges
-- Every range of unit numbers that was given out, by its first number. Failed mints gave nothing out.
SELECT first_unit_number AS first, first_unit_number + quantity AS "end", mint_batch_id, product_id, product_batch_id,
       gtin, identity_mode = 'serial' AS is_serialised, activation_mode = 'first_scan' AS activates_on_scan, status,
       passport_state, serial_style, serial_list_id, is_sandbox
FROM mint_batches
WHERE brand_id = :brand_id AND status <> 'failed'
ORDER BY first_unit_number;

-- name: list_lot_ranges
-- Every lot, by its first unit number.
SELECT first_unit_number AS first, first_unit_number + quantity AS "end", lot_id, mint_batch_id, product_id, lot_code,
       passport_id, passport_state, activated_at IS NOT NULL AS is_active
FROM lots
WHERE brand_id = :brand_id
ORDER BY first_unit_number;

-- name: get_unit_exceptions^
-- The units whose passport has a state of its own, as packed 8-byte numbers, sorted; most of each kind are read.
SELECT (SELECT string_agg(int8send(unit_number), ''::bytea ORDER BY unit_number)
        FROM (SELECT unit_number FROM unit_states
              WHERE brand_id = :brand_id AND passport_state = 'revoked' LIMIT :most) AS revoked) AS revoked,
       (SELECT string_agg(int8send(unit_number), ''::bytea ORDER BY unit_number)
        FROM (SELECT unit_number FROM unit_states
              WHERE brand_id = :brand_id AND passport_state = 'published' LIMIT :most) AS published) AS published;

-- name: list_products_of_gtin
-- The products a GTIN names or named: the one in force first, then the most recently retired.
SELECT identifier.product_id, passport.passport_id, passport.passport_state, product.name,
       EXISTS (SELECT FROM links AS link
               WHERE link.brand_id = identifier.brand_id AND link.product_id = identifier.product_id
                 AND link.archived_at IS NULL) AS has_links
FROM product_identifiers AS identifier
JOIN products AS product ON product.brand_id = identifier.brand_id AND product.product_id = identifier.product_id
LEFT JOIN product_passports AS passport
  ON passport.brand_id = identifier.brand_id AND passport.product_id = identifier.product_id
WHERE identifier.brand_id = :brand_id AND identifier.identifier_value_normalized = :gtin
  AND identifier.identifier_type IN ('gtin', 'ean', 'upc')
ORDER BY identifier.deactivated_at DESC NULLS FIRST,
         array_position(ARRAY['gtin', 'ean', 'upc'], identifier.identifier_type);

-- name: get_product_passport^
-- The passport of a product's model.
SELECT passport.product_id, passport.passport_id, passport.passport_state, product.name,
       EXISTS (SELECT FROM links AS link
               WHERE link.brand_id = passport.brand_id AND link.product_id = passport.product_id
                 AND link.archived_at IS NULL) AS has_links
FROM product_passports AS passport
JOIN products AS product ON product.brand_id = passport.brand_id AND product.product_id = passport.product_id
WHERE passport.brand_id = :brand_id AND passport.product_id = :product_id;

-- name: activate_unit$
-- The first scan of a unit. No row: it is active already, or revoked. Two at once: the second waits and gets no row. The
-- first one of its mint batch is told in the history of that.
WITH activated AS (
    INSERT INTO unit_states (brand_id, unit_number, mint_batch_id, activated_at)
    VALUES (:brand_id, :unit_number, :mint_batch_id, clock_timestamp())
    ON CONFLICT (brand_id, unit_number) DO UPDATE SET activated_at = excluded.activated_at
    WHERE unit_states.activated_at IS NULL AND unit_states.passport_state IS DISTINCT FROM 'revoked'
    RETURNING activated_at
), told AS (
    INSERT INTO mint_events (brand_id, mint_batch_id, kind, units, actor_kind, occurred_at)
    SELECT :brand_id, :mint_batch_id, 'first_activated', 1, 'system', activated_at FROM activated
    WHERE NOT EXISTS (SELECT FROM mint_events
                      WHERE brand_id = :brand_id AND mint_batch_id = :mint_batch_id AND kind = 'first_activated')
    ON CONFLICT (brand_id, mint_batch_id) WHERE kind = 'first_activated' DO NOTHING
)
SELECT activated_at FROM activated;

-- name: activate_lot$
-- The first scan of a lot. No row: it is active already, or revoked.
WITH activated AS (
    UPDATE lots SET activated_at = clock_timestamp()
    WHERE brand_id = :brand_id AND lot_id = :lot_id AND activated_at IS NULL AND passport_state <> 'revoked'
    RETURNING mint_batch_id, quantity, activated_at
), told AS (
    INSERT INTO mint_events (brand_id, mint_batch_id, kind, units, actor_kind, occurred_at)
    SELECT :brand_id, mint_batch_id, 'first_activated', quantity, 'system', activated_at FROM activated
    ON CONFLICT (brand_id, mint_batch_id) WHERE kind = 'first_activated' DO NOTHING
)
SELECT activated_at FROM activated;

-- name: get_own_serial_bounds^
-- How long the minted own serials of a brand are, and whether any has the form of a generated one.
SELECT min(shortest) AS shortest, max(longest) AS longest, coalesce(bool_or(looks_generated), false) AS looks_generated
FROM serial_lists WHERE brand_id = :brand_id AND purpose = 'mint' AND mint_batch_id IS NOT NULL;

-- name: find_own_serial^
-- Where an own serial stands.
SELECT serial_list_id, place FROM own_serials WHERE brand_id = :brand_id AND serial = :serial;

-- name: has_links$
-- Whether the brand has any link of its own.
SELECT EXISTS (SELECT FROM links WHERE brand_id = :brand_id AND archived_at IS NULL);

-- name: list_links_of_product
-- The links of a product and of its lots and units, the oldest first; all of them, or those at some paths.
SELECT path, link_type, target_url AS href, title, languages, media_type, contexts, forward_query, is_public, valid_from,
       valid_until, is_default, in_default_set
FROM links
WHERE brand_id = :brand_id AND product_id = :product_id AND archived_at IS NULL
  AND (:paths::text[] IS NULL OR path = ANY (:paths))
ORDER BY created_at, link_id
LIMIT :most;

-- name: list_links_of_keys
-- The links of keys other than GTINs, the oldest first; all of them, or those at some paths.
SELECT path, link_type, target_url AS href, title, languages, media_type, contexts, forward_query, is_public, valid_from,
       valid_until, is_default, in_default_set
FROM links
WHERE brand_id = :brand_id AND product_id IS NULL AND archived_at IS NULL
  AND (:paths::text[] IS NULL OR path = ANY (:paths))
ORDER BY created_at, link_id
LIMIT :most;

-- name: get_own_serial$
-- The serial at a place of a list.
SELECT serial FROM own_serials
WHERE brand_id = :brand_id AND serial_list_id = :serial_list_id AND place = :place;
