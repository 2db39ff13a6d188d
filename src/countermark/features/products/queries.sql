-- name: insert_product$
-- A product and the unpublished passport of its model.
WITH product AS (
    INSERT INTO products (brand_id, name, commercial_status, attributes)
    VALUES (:brand_id, :name, :commercial_status, :attributes)
    RETURNING brand_id, product_id
), passport AS (
    INSERT INTO product_passports (brand_id, product_id) SELECT brand_id, product_id FROM product
)
SELECT product_id FROM product;

-- name: get_product^
-- One product with its active identifiers.
SELECT
       --include product_columns.sql
FROM products AS product
WHERE product.brand_id = :brand_id AND product.product_id = :product_id;

-- name: get_products
-- Several products with their active identifiers, in the order of the ids.
SELECT
       --include product_columns.sql
FROM products AS product
WHERE product.brand_id = :brand_id AND product.product_id = ANY (:product_ids::uuid[])
ORDER BY array_position(:product_ids::uuid[], product.product_id);

-- name: plan_with_values!
-- Filters are optional and orders have indexes: what plan is best only shows with the values.
SET LOCAL plan_cache_mode = force_custom_plan;

-- name: list_newest_products
-- Products that match, from the newest on, after the cursor.
SELECT product.created_at AS sort_key,
       --include product_columns.sql
FROM products AS product
WHERE product.brand_id = :brand_id
  AND (:after_id::uuid IS NULL OR (product.created_at, product.product_id) < (:after_key::timestamptz, :after_id::uuid))
  --include product_filter.sql
ORDER BY product.created_at DESC, product.product_id DESC
LIMIT :most;

-- name: list_oldest_products
-- Products that match, from the oldest on, after the cursor.
SELECT product.created_at AS sort_key,
       --include product_columns.sql
FROM products AS product
WHERE product.brand_id = :brand_id
  AND (:after_id::uuid IS NULL OR (product.created_at, product.product_id) > (:after_key::timestamptz, :after_id::uuid))
  --include product_filter.sql
ORDER BY product.created_at, product.product_id
LIMIT :most;

-- name: list_changed_products
-- Products that match, the one changed last first, after the cursor.
SELECT product.updated_at AS sort_key,
       --include product_columns.sql
FROM products AS product
WHERE product.brand_id = :brand_id
  AND (:after_id::uuid IS NULL OR (product.updated_at, product.product_id) < (:after_key::timestamptz, :after_id::uuid))
  --include product_filter.sql
ORDER BY product.updated_at DESC, product.product_id DESC
LIMIT :most;

-- name: list_products_by_name
-- Products that match, by name, after the cursor.
SELECT product.sort_name AS sort_key,
       --include product_columns.sql
FROM products AS product
WHERE product.brand_id = :brand_id
  AND (:after_id::uuid IS NULL OR (product.sort_name, product.product_id) > (:after_key::text, :after_id::uuid))
  --include product_filter.sql
ORDER BY product.sort_name, product.product_id
LIMIT :most;

-- name: list_products_by_name_backwards
-- Products that match, by name from the end, after the cursor.
SELECT product.sort_name AS sort_key,
       --include product_columns.sql
FROM products AS product
WHERE product.brand_id = :brand_id
  AND (:after_id::uuid IS NULL OR (product.sort_name, product.product_id) < (:after_key::text, :after_id::uuid))
  --include product_filter.sql
ORDER BY product.sort_name DESC, product.product_id DESC
LIMIT :most;

-- name: list_least_complete_products
-- Products that match, the least complete first, after the cursor.
SELECT product.completeness AS sort_key,
       --include product_columns.sql
FROM products AS product
WHERE product.brand_id = :brand_id
  AND (:after_id::uuid IS NULL OR (product.completeness, product.product_id) > (:after_key::smallint, :after_id::uuid))
  --include product_filter.sql
ORDER BY product.completeness, product.product_id
LIMIT :most;

-- name: list_most_complete_products
-- Products that match, the most complete first, after the cursor.
SELECT product.completeness AS sort_key,
       --include product_columns.sql
FROM products AS product
WHERE product.brand_id = :brand_id
  AND (:after_id::uuid IS NULL OR (product.completeness, product.product_id) < (:after_key::smallint, :after_id::uuid))
  --include product_filter.sql
ORDER BY product.completeness DESC, product.product_id DESC
LIMIT :most;

-- name: list_products_by_sku
-- Products that match and have a SKU, by it, after the cursor.
SELECT sku.identifier_value_normalized AS sort_key,
       --include product_columns.sql
FROM product_identifiers AS sku JOIN products AS product USING (brand_id, product_id)
WHERE product.brand_id = :brand_id AND sku.brand_id = :brand_id AND sku.identifier_type = 'sku' AND sku.status = 'active'
  AND (:after_key::text IS NULL OR sku.identifier_value_normalized > :after_key::text)
  --include product_filter.sql
ORDER BY sku.identifier_value_normalized
LIMIT :most;

-- name: list_products_by_sku_backwards
-- Products that match and have a SKU, by it from the end, after the cursor.
SELECT sku.identifier_value_normalized AS sort_key,
       --include product_columns.sql
FROM product_identifiers AS sku JOIN products AS product USING (brand_id, product_id)
WHERE product.brand_id = :brand_id AND sku.brand_id = :brand_id AND sku.identifier_type = 'sku' AND sku.status = 'active'
  AND (:after_key::text IS NULL OR sku.identifier_value_normalized < :after_key::text)
  --include product_filter.sql
ORDER BY sku.identifier_value_normalized DESC
LIMIT :most;

-- name: list_products_without_sku
-- Products that match and have no SKU, oldest id first: the end of a list by SKU.
SELECT '' AS sort_key,
       --include product_columns.sql
FROM product_search AS found JOIN products AS product USING (brand_id, product_id)
WHERE product.brand_id = :brand_id AND found.brand_id = :brand_id AND NOT found.has_sku
  AND (:after_id::uuid IS NULL OR found.product_id > :after_id)
  --include product_filter.sql
ORDER BY found.product_id
LIMIT :most;

-- name: list_languages_of_names
-- The languages that names of matching products are in.
SELECT DISTINCT language
FROM products AS product CROSS JOIN LATERAL jsonb_object_keys(product.name) AS language
WHERE product.brand_id = :brand_id
  --include product_filter.sql
ORDER BY language;

-- name: count_matching_products$
-- How many products match, counted up to a number.
SELECT count(*) FROM (
    SELECT 1 FROM products AS product
    WHERE product.brand_id = :brand_id
      --include product_filter.sql
    LIMIT :most) AS found;

-- name: product_exists$
-- Whether the brand has this product.
SELECT EXISTS (SELECT 1 FROM products WHERE brand_id = :brand_id AND product_id = :product_id);

-- name: lock_product^
-- The product's row, for a writer. Rows that only refer to it (batches) are not held up.
SELECT product_id, name, commercial_status, attributes, archived_at
FROM products WHERE brand_id = :brand_id AND product_id = :product_id
FOR NO KEY UPDATE;

-- name: update_product!
-- Writes what a person may change, whole; the caller holds the row and merged the change into it.
UPDATE products
SET name = :name, commercial_status = :commercial_status, attributes = :attributes, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND product_id = :product_id;

-- name: archive_product^
-- Takes a product out of sale and out of lists. No row: it is archived already, or does not exist.
UPDATE products
SET archived_at = clock_timestamp(), commercial_status = 'INACTIVE', updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND product_id = :product_id AND archived_at IS NULL
RETURNING old.commercial_status AS old_commercial_status, new.archived_at;

-- name: unarchive_product^
-- Brings a product back into lists. No row: it is not archived, or does not exist.
UPDATE products
SET archived_at = NULL, commercial_status = :commercial_status, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND product_id = :product_id AND archived_at IS NOT NULL
RETURNING old.commercial_status AS old_commercial_status, old.archived_at AS old_archived_at;

-- name: touch_product!
-- The product's identifiers are part of its record: a change of them is a change of it.
UPDATE products SET updated_at = clock_timestamp() WHERE brand_id = :brand_id AND product_id = :product_id;

-- name: hold_products!
-- The rows of several products, for a writer, in the order of their ids.
SELECT FROM products WHERE brand_id = :brand_id AND product_id = ANY (:product_ids::uuid[])
ORDER BY product_id
FOR NO KEY UPDATE;

-- name: list_readiness_facts
-- What readiness depends on. Open batches whose number cannot be a GS1 batch number are named, the newest first; an
-- index has only those, by the same condition. What they name as facilities is asked of an index value by value, however
-- many batches there are.
SELECT product.product_id, product.name, product.attributes, brand.locale AS brand_locale,
       EXISTS (SELECT 1 FROM product_identifiers AS identifier
               WHERE identifier.brand_id = :brand_id AND identifier.product_id = product.product_id
                 AND identifier.status = 'active' AND identifier.identifier_type IN ('gtin', 'ean', 'upc')) AS has_gtin,
       ARRAY(SELECT batch.batch_number FROM product_batches AS batch
             WHERE batch.brand_id = :brand_id AND batch.product_id = product.product_id AND batch.status = 'active'
               AND batch.batch_number COLLATE "C" !~ '^[!-"%-?A-Z_a-z]{1,20}$'
             ORDER BY batch.created_at DESC, batch.product_batch_id DESC
             LIMIT :most) AS odd_batch_numbers,
       ARRAY(WITH RECURSIVE named AS (
                 (SELECT batch.facility_ref FROM product_batches AS batch
                  WHERE batch.brand_id = :brand_id AND batch.product_id = product.product_id AND batch.status = 'active'
                    AND batch.facility_ref IS NOT NULL
                    AND EXISTS (SELECT FROM facilities WHERE facilities.brand_id = :brand_id AND archived_at IS NULL)
                  ORDER BY batch.facility_ref LIMIT 1)
                 UNION ALL
                 SELECT (SELECT batch.facility_ref FROM product_batches AS batch
                         WHERE batch.brand_id = :brand_id AND batch.product_id = product.product_id
                           AND batch.status = 'active' AND batch.facility_ref IS NOT NULL
                           AND batch.facility_ref > named.facility_ref
                         ORDER BY batch.facility_ref LIMIT 1)
                 FROM named WHERE named.facility_ref IS NOT NULL)
             SELECT facility_ref FROM named
             WHERE facility_ref IS NOT NULL
               AND NOT EXISTS (SELECT FROM facilities
                               WHERE facilities.brand_id = :brand_id AND facilities.archived_at IS NULL
                                 AND facilities.facility_ref = named.facility_ref)
             LIMIT :most) AS unknown_facility_refs
FROM products AS product JOIN brands AS brand ON brand.brand_id = product.brand_id
WHERE product.brand_id = :brand_id AND product.product_id = ANY (:product_ids::uuid[]);

-- name: store_readiness!
-- Writes the outcomes that are others than before.
UPDATE products AS product
SET mint_readiness_status = outcome.status, readiness_problems = outcome.problems,
    missing_fields = outcome.missing_fields, completeness = outcome.completeness, updated_at = clock_timestamp()
FROM jsonb_to_recordset(:outcomes::jsonb)
     AS outcome (product_id uuid, status text, problems jsonb, missing_fields text[], completeness smallint)
WHERE product.brand_id = :brand_id AND product.product_id = outcome.product_id
  AND (product.mint_readiness_status, product.readiness_problems, product.missing_fields, product.completeness)
      IS DISTINCT FROM (outcome.status, outcome.problems, outcome.missing_fields, outcome.completeness);

-- name: begin_readiness_run^
-- The brand's open run, begun. No row: it has ended.
UPDATE readiness_runs
SET status = 'RUNNING', started_at = coalesce(started_at, clock_timestamp()),
    total_products = (SELECT count(*) FROM products WHERE products.brand_id = :brand_id)
WHERE brand_id = :brand_id AND status IN ('QUEUED', 'RUNNING')
RETURNING readiness_run_id;

-- name: lock_readiness_run^
-- The open run, held by the step that does its next products.
SELECT readiness_run_id, after_product_id FROM readiness_runs
WHERE brand_id = :brand_id AND status IN ('QUEUED', 'RUNNING')
FOR NO KEY UPDATE;

-- name: list_products_to_recheck
-- The next products of a run.
SELECT product_id FROM products
WHERE brand_id = :brand_id AND (:after_product_id::uuid IS NULL OR product_id > :after_product_id)
ORDER BY product_id
LIMIT :most;

-- name: advance_readiness_run!
-- How far a run is; it commits with what it tells of.
UPDATE readiness_runs
SET after_product_id = :after_product_id, processed_products = processed_products + :processed
WHERE brand_id = :brand_id AND readiness_run_id = :readiness_run_id;

-- name: end_readiness_run!
-- A run is over: all products are done.
UPDATE readiness_runs
SET status = 'COMPLETED', completed_at = clock_timestamp(),
    total_products = greatest(total_products, processed_products)
WHERE brand_id = :brand_id AND status IN ('QUEUED', 'RUNNING');

-- name: get_readiness_run^
-- The latest run of a brand.
SELECT readiness_run_id, status, total_products, processed_products, created_at, started_at, completed_at
FROM readiness_runs WHERE brand_id = :brand_id
ORDER BY readiness_run_id DESC
LIMIT 1;

-- name: get_active_identifier$
-- The value of a type in force, as it was given; NULL when there is none.
SELECT identifier_value
FROM product_identifiers
WHERE brand_id = :brand_id AND product_id = :product_id AND identifier_type = :identifier_type AND status = 'active';

-- name: list_identifiers
-- The whole history: what is in force by type, then what was retired, the latest first.
SELECT identifier_type, identifier_value, identifier_value_normalized, status, created_at, created_by,
       deactivated_at, deactivated_by
FROM product_identifiers
WHERE brand_id = :brand_id AND product_id = :product_id
ORDER BY status, deactivated_at DESC, array_position(ARRAY['sku', 'gtin', 'ean', 'upc'], identifier_type),
         identifier_id DESC;

-- name: retire_identifier!
-- Ends the active value of a type. It keeps resolving.
UPDATE product_identifiers
SET status = 'retired', deactivated_at = clock_timestamp(), deactivated_by = :user_id
WHERE brand_id = :brand_id AND product_id = :product_id AND identifier_type = :identifier_type AND status = 'active';

-- name: insert_identifiers!
-- Active values, in the order given. Two unique indexes say what may not be.
INSERT INTO product_identifiers
    (brand_id, product_id, identifier_type, identifier_value, identifier_value_normalized, created_by)
SELECT :brand_id, :product_id, identifier_type, value, normalized, :user_id
FROM unnest(:types::text[], :values::text[], :normalized::text[]) AS given (identifier_type, value, normalized);

-- name: list_audit_rows_of_product
-- What happened to a product, the latest first, before a row, with the person or the API credential that did it.
SELECT row.audit_id, row.occurred_at, row.action, row.actor_kind, row.actor_id, row.old_value, row.new_value,
       coalesce(nullif(person.display_name, ''), person.email, credential.name) AS actor_name
FROM audit_log AS row
LEFT JOIN users AS person ON person.user_id = row.actor_id
LEFT JOIN api_credentials AS credential
       ON credential.brand_id = row.brand_id AND credential.credential_id = row.actor_id
WHERE row.brand_id = :brand_id AND row.object_type = 'product' AND row.object_id = :object_id
  AND (:before_id::uuid IS NULL OR row.audit_id < :before_id)
ORDER BY row.audit_id DESC
LIMIT :most;

-- name: get_audit_row_of_product^
-- One thing that happened to a product.
SELECT audit_id, old_value, new_value
FROM audit_log
WHERE brand_id = :brand_id AND object_type = 'product' AND object_id = :object_id AND audit_id = :audit_id;

-- name: insert_saved_view^
-- A person's view; no row when they have one of this name, or as many as they may.
INSERT INTO saved_views (brand_id, user_id, name, filter, sort, columns)
SELECT :brand_id, :user_id, :name, :filter, :sort, :columns
WHERE (SELECT count(*) FROM saved_views WHERE brand_id = :brand_id AND user_id = :user_id) < :most
ON CONFLICT ON CONSTRAINT saved_views_name_unique DO NOTHING
RETURNING saved_view_id, name, filter, sort, columns, created_at;

-- name: count_saved_views$
-- How many views a person has in the brand.
SELECT count(*) FROM saved_views WHERE brand_id = :brand_id AND user_id = :user_id;

-- name: list_saved_views
-- A person's views in the brand, by name.
SELECT saved_view_id, name, filter, sort, columns, created_at
FROM saved_views WHERE brand_id = :brand_id AND user_id = :user_id
ORDER BY casefold(name COLLATE pg_unicode_fast), saved_view_id;

-- name: delete_saved_view^
-- Deletes a person's view; no row when it is not theirs.
DELETE FROM saved_views
WHERE brand_id = :brand_id AND user_id = :user_id AND saved_view_id = :saved_view_id
RETURNING name, filter, sort, columns;

-- name: lock_product_rows
-- The rows of several products, for a writer, in one order for everybody, so that no two of them ever deadlock.
SELECT product_id, name, commercial_status, attributes, archived_at, updated_at
FROM products WHERE brand_id = :brand_id AND product_id = ANY (:product_ids::uuid[])
ORDER BY product_id
FOR NO KEY UPDATE;

-- name: update_products!
-- Writes what a person may change of several products, whole; the caller holds the rows.
UPDATE products AS product
SET name = given.name, commercial_status = given.commercial_status, attributes = given.attributes,
    updated_at = clock_timestamp()
FROM jsonb_to_recordset(:rows::jsonb)
    AS given (product_id uuid, name jsonb, commercial_status text, attributes jsonb)
WHERE product.brand_id = :brand_id AND product.product_id = given.product_id;

-- name: get_brand_locale$
-- The language that a plain text is in.
SELECT locale FROM brands WHERE brand_id = :brand_id;

-- name: read_products
-- The rows of several products, to look at.
SELECT product_id, name, commercial_status, attributes, archived_at, updated_at
FROM products WHERE brand_id = :brand_id AND product_id = ANY (:product_ids::uuid[]);

-- name: list_files_of_products
-- Which files which of some products have; deleted ones not.
SELECT product_id, attachment_id FROM product_attachments
WHERE brand_id = :brand_id AND product_id = ANY (:product_ids::uuid[]) AND deleted_at IS NULL;

-- name: insert_products!
-- Many products with what readiness was worked out for them, the unpublished passports of their models, and the texts
-- they are found by, which wait for a segment. A line of each text is a product (texts: a record, for they have lines);
-- problems are alike for many, so each product has the number of its line in those.
WITH problem AS MATERIALIZED (
    SELECT number, text::jsonb AS problems
    FROM string_to_table(:problems, E'\n') WITH ORDINALITY AS given (text, number)
), given AS MATERIALIZED (
    SELECT product_id::uuid AS product_id, name, commercial_status, attributes, readiness,
           problem_number::bigint AS problem_number, coalesce(missing_fields, '') AS missing_fields, completeness,
           search_text, has_sku, clock_timestamp() AS created_at
    FROM ROWS FROM (string_to_table(:product_ids, E'\n'), string_to_table(:names, E'\n'),
                    string_to_table(:commercial_statuses, E'\n'), string_to_table(:attributes, E'\n'),
                    string_to_table(:readinesses, E'\n'), string_to_table(:problem_numbers, E'\n'),
                    string_to_table(:missing_fields, E'\n'), string_to_table(:completeness, E'\n'),
                    string_to_table(:search_texts, E'\x1e'), string_to_table(:has_skus, E'\n'))
         AS line (product_id, name, commercial_status, attributes, readiness, problem_number, missing_fields,
                  completeness, search_text, has_sku)
), product AS (
    INSERT INTO products
        (brand_id, product_id, name, commercial_status, attributes, mint_readiness_status, readiness_problems,
         missing_fields, completeness, created_at, updated_at)
    SELECT :brand_id, product_id, name::jsonb, commercial_status, attributes::jsonb, readiness, problems,
           string_to_array(missing_fields, ' '), completeness::smallint, created_at, created_at
    FROM given JOIN problem ON number = problem_number
), passport AS (
    INSERT INTO product_passports (brand_id, product_id, created_at)
    SELECT :brand_id, product_id, created_at FROM given
)
INSERT INTO product_search (brand_id, created_at, product_id, search_text, has_sku)
SELECT :brand_id, created_at, product_id, search_text, has_sku::boolean FROM given;

-- name: insert_identifiers_of_many!
-- Active values of many products, in the order given, a line each. Two unique indexes say what may not be.
INSERT INTO product_identifiers
    (brand_id, product_id, identifier_type, identifier_value, identifier_value_normalized, created_by)
SELECT :brand_id, product_id::uuid, identifier_type, value, normalized, :user_id
FROM ROWS FROM (string_to_table(:product_ids, E'\n'), string_to_table(:types, E'\n'),
                string_to_table(:values, E'\n'), string_to_table(:normalized, E'\n'))
     AS given (product_id, identifier_type, value, normalized);
