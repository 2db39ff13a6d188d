-- name: insert_operator$
-- A new operator.
INSERT INTO economic_operators
    (brand_id, name, trade_name, gln, eori, vat_number, national_id_scheme, national_id, street, postal_code, city, region,
     country, contact_name, email, phone, website_url, is_default_manufacturer)
VALUES
    (:brand_id, :name, :trade_name, :gln, :eori, :vat_number, :national_id_scheme, :national_id, :street, :postal_code, :city,
     :region, :country, :contact_name, :email, :phone, :website_url, :is_default_manufacturer)
RETURNING operator_id;

-- name: get_operator^
-- One operator, whole, with how many products name it.
SELECT
--include operator_columns.sql
     , (SELECT count(DISTINCT product_id) FROM product_operators AS named
        WHERE named.brand_id = operator.brand_id AND named.operator_id = operator.operator_id) AS product_count
FROM economic_operators AS operator
WHERE operator.brand_id = :brand_id AND operator.operator_id = :operator_id;

-- name: lock_operator^
-- One operator, for a writer.
SELECT
--include operator_columns.sql
FROM economic_operators AS operator
WHERE operator.brand_id = :brand_id AND operator.operator_id = :operator_id
FOR UPDATE;

-- name: hold_operator^
-- An operator that somebody is about to name: it cannot be archived meanwhile.
SELECT archived_at FROM economic_operators WHERE brand_id = :brand_id AND operator_id = :operator_id FOR SHARE;

-- name: hold_operators
-- The same for several, in the order of their ids.
SELECT operator_id, name, archived_at FROM economic_operators
WHERE brand_id = :brand_id AND operator_id = ANY (:operator_ids::uuid[])
ORDER BY operator_id FOR SHARE;

-- name: list_operators
-- Operators from the newest on; a NULL filter lets everything through. The needle is case-folded.
SELECT
--include operator_columns.sql
     , (SELECT count(DISTINCT product_id) FROM product_operators AS named
        WHERE named.brand_id = operator.brand_id AND named.operator_id = operator.operator_id) AS product_count
FROM economic_operators AS operator
WHERE operator.brand_id = :brand_id AND (operator.created_at, operator.operator_id) < (:before_at, :before_id)
  AND (operator.archived_at IS NULL OR :with_archived)
  AND (:needle::text IS NULL
       OR strpos(casefold(concat_ws(' ', operator.name, operator.trade_name, operator.gln, operator.eori,
                                    operator.vat_number, operator.national_id, operator.city)
                          COLLATE pg_unicode_fast), :needle) > 0)
ORDER BY operator.created_at DESC, operator.operator_id DESC
LIMIT :most;

-- name: unset_default_manufacturer!
-- The brand's default manufacturer is it no longer.
UPDATE economic_operators SET is_default_manufacturer = false, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND is_default_manufacturer;

-- name: update_operator!
-- Writes what may change of an operator, whole; the caller holds the row and merged the change into it.
UPDATE economic_operators
SET name = :name, trade_name = :trade_name, gln = :gln, eori = :eori, vat_number = :vat_number, national_id_scheme =
    :national_id_scheme, national_id = :national_id, street = :street, postal_code = :postal_code, city = :city,
    region = :region, country = :country, contact_name = :contact_name, email = :email, phone = :phone, website_url
    = :website_url, is_default_manufacturer = :is_default_manufacturer,
    updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND operator_id = :operator_id;

-- name: count_uses_of_operator^
-- What names an operator now.
SELECT (SELECT count(DISTINCT product_id) FROM product_operators
        WHERE brand_id = :brand_id AND operator_id = :operator_id) AS products,
       (SELECT count(*) FROM facilities
        WHERE brand_id = :brand_id AND operator_id = :operator_id AND archived_at IS NULL) AS facilities;

-- name: archive_operator$
-- Takes an operator out of use.
UPDATE economic_operators
SET archived_at = clock_timestamp(), updated_at = clock_timestamp(), is_default_manufacturer = false
WHERE brand_id = :brand_id AND operator_id = :operator_id
RETURNING archived_at;

-- name: restore_operator!
-- Takes an operator back into use.
UPDATE economic_operators SET archived_at = NULL, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND operator_id = :operator_id;

-- name: insert_facility$
-- A new facility.
INSERT INTO facilities
    (brand_id, facility_ref, name, operator_id, gln, national_id_scheme, national_id, street, postal_code, city, region,
     country)
VALUES
    (:brand_id, :facility_ref, :name, :operator_id, :gln, :national_id_scheme, :national_id, :street, :postal_code, :city,
     :region, :country)
RETURNING facility_id;

-- name: get_facility^
-- One facility, whole, with how many batches name it.
SELECT
--include facility_columns.sql
WHERE facility.brand_id = :brand_id AND facility.facility_id = :facility_id;

-- name: lock_facility^
-- One facility, for a writer.
SELECT facility_ref, name, operator_id, gln, national_id_scheme, national_id, street, postal_code, city, region,
       country, archived_at
FROM facilities WHERE brand_id = :brand_id AND facility_id = :facility_id FOR UPDATE;

-- name: find_facility^
-- The facility in use that a reference names.
SELECT facility_id, facility_ref, name, operator_id, gln, national_id_scheme, national_id, street, postal_code, city, region,
       country
FROM facilities WHERE brand_id = :brand_id AND facility_ref = :facility_ref AND archived_at IS NULL;

-- name: list_facilities
-- Facilities from the newest on; a NULL filter lets everything through. The needle is case-folded.
SELECT
--include facility_columns.sql
WHERE facility.brand_id = :brand_id AND (facility.created_at, facility.facility_id) < (:before_at, :before_id)
  AND (facility.archived_at IS NULL OR :with_archived)
  AND (:operator_id::uuid IS NULL OR facility.operator_id = :operator_id)
  AND (:needle::text IS NULL
       OR strpos(casefold(concat_ws(' ', facility.facility_ref, facility.name, facility.gln, facility.city)
                          COLLATE pg_unicode_fast), :needle) > 0)
ORDER BY facility.created_at DESC, facility.facility_id DESC
LIMIT :most;

-- name: update_facility!
-- Writes what may change of a facility, whole; the caller holds the row and merged the change into it.
UPDATE facilities
SET facility_ref = :facility_ref, name = :name, operator_id = :operator_id, gln = :gln, national_id_scheme =
    :national_id_scheme, national_id = :national_id, street = :street, postal_code = :postal_code, city = :city,
    region = :region, country = :country,
    updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND facility_id = :facility_id;

-- name: archive_facility$
-- Takes a facility out of use.
UPDATE facilities SET archived_at = clock_timestamp(), updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND facility_id = :facility_id
RETURNING archived_at;

-- name: restore_facility!
-- Takes a facility back into use.
UPDATE facilities SET archived_at = NULL, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND facility_id = :facility_id;

-- name: is_product$
-- Whether the brand has a product.
SELECT EXISTS (SELECT FROM products WHERE brand_id = :brand_id AND product_id = :product_id);

-- name: hold_product^
-- Whose operators change: one writer at a time.
SELECT product_id FROM products WHERE brand_id = :brand_id AND product_id = :product_id FOR NO KEY UPDATE;

-- name: list_roles_of_product
-- The roles that a product's operators were given.
SELECT role, operator_id FROM product_operators WHERE brand_id = :brand_id AND product_id = :product_id;

-- name: delete_roles_of_product!
-- Makes room for others.
DELETE FROM product_operators WHERE brand_id = :brand_id AND product_id = :product_id;

-- name: insert_roles_of_product!
-- All roles of a product's operators, in one statement.
INSERT INTO product_operators (brand_id, product_id, role, operator_id)
SELECT :brand_id, :product_id, * FROM unnest(:roles::text[], :operator_ids::uuid[]);

-- name: list_operators_of_product
-- The operators of a product with their roles; the default manufacturer, if it names none.
SELECT
--include operator_columns.sql
     , named.role, false AS is_default
FROM product_operators AS named
JOIN economic_operators AS operator ON operator.brand_id = named.brand_id AND operator.operator_id = named.operator_id
WHERE named.brand_id = :brand_id AND named.product_id = :product_id
UNION ALL
SELECT
--include operator_columns.sql
     , 'manufacturer', true
FROM economic_operators AS operator
WHERE operator.brand_id = :brand_id AND operator.is_default_manufacturer
  AND NOT EXISTS (SELECT FROM product_operators AS named
                  WHERE named.brand_id = :brand_id AND named.product_id = :product_id AND named.role = 'manufacturer');
