-- name: find_product_of_gtin$
-- The product a GTIN (14 digits) names, else the one it named last.
SELECT product_id FROM product_identifiers
WHERE brand_id = :brand_id AND identifier_value_normalized = :gtin AND identifier_type IN ('gtin', 'ean', 'upc')
ORDER BY deactivated_at DESC NULLS FIRST LIMIT 1;

-- name: insert_link$
-- A new link. What no passport can answer for needs a default: there the first link is it.
INSERT INTO links
    (brand_id, product_id, path, link_type, target_url, title, languages, media_type, contexts, forward_query, is_public,
     valid_from, valid_until, is_default, in_default_set, fingerprint)
SELECT :brand_id, :product_id::uuid, :path::text, :link_type, :target_url, :title, :languages::text[], :media_type,
       :contexts::text[], :forward_query, :is_public, :valid_from::timestamptz, :valid_until::timestamptz,
       :is_default::boolean OR (:product_id::uuid IS NULL AND :valid_from::timestamptz IS NULL
                                AND :valid_until::timestamptz IS NULL AND NOT EXISTS (
           SELECT FROM links WHERE brand_id = :brand_id AND product_id IS NULL AND path = :path AND is_default
                               AND archived_at IS NULL)),
       :in_default_set::boolean, :fingerprint::bytea
RETURNING link_id;

-- name: get_link^
-- One link, whole.
SELECT
--include link_columns.sql
--include link_sources.sql
WHERE link.brand_id = :brand_id AND link.link_id = :link_id;

-- name: lock_link^
-- One link, for a writer.
SELECT link_id, product_id, path, link_type, target_url, title, languages, media_type, contexts, forward_query, is_public,
       valid_from, valid_until, is_default, in_default_set, archived_at
FROM links WHERE brand_id = :brand_id AND link_id = :link_id FOR UPDATE;

-- name: list_links
-- Links from the newest on; a NULL filter lets everything through. The needle is case-folded.
SELECT
--include link_columns.sql
--include link_sources.sql
WHERE link.brand_id = :brand_id AND (link.created_at, link.link_id) < (:before_at, :before_id)
  AND (link.archived_at IS NULL OR :with_archived)
  AND (:product_id::uuid IS NULL OR link.product_id = :product_id)
  AND (:path::text IS NULL OR (link.path = :path AND link.product_id IS NOT DISTINCT FROM :product_id))
  AND (:link_type::text IS NULL OR link.link_type = :link_type)
  AND (:state::text IS NULL OR coalesce(target.state, 'unchecked') = :state)
  AND (:needle::text IS NULL
       OR position(:needle IN casefold(link.title || ' ' || link.target_url || ' ' || link.path COLLATE pg_unicode_fast)) > 0)
ORDER BY link.created_at DESC, link.link_id DESC
LIMIT :most;

-- name: lock_defaults_of_anchor
-- The default among the links about one thing, held for a writer.
SELECT link_id FROM links
WHERE brand_id = :brand_id AND product_id IS NOT DISTINCT FROM :product_id::uuid AND path = :path AND is_default
  AND archived_at IS NULL AND link_id IS DISTINCT FROM :but::uuid
FOR UPDATE;

-- name: unset_default!
-- A link is the default no longer.
UPDATE links SET is_default = false, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND link_id = :link_id;

-- name: has_other_links$
-- Whether something has links beside one of them.
SELECT EXISTS (
    SELECT FROM links WHERE brand_id = :brand_id AND product_id IS NOT DISTINCT FROM :product_id::uuid AND path = :path
                        AND archived_at IS NULL AND link_id <> :link_id);

-- name: update_link!
-- Writes what may change of a link, whole; the caller holds the row and merged the change into it.
UPDATE links
SET link_type = :link_type, target_url = :target_url, title = :title, languages = :languages, media_type = :media_type,
    contexts = :contexts, forward_query = :forward_query, is_public = :is_public, valid_from = :valid_from,
    valid_until = :valid_until, is_default = :is_default, in_default_set = :in_default_set, fingerprint = :fingerprint,
    updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND link_id = :link_id;

-- name: archive_link$
-- Takes a link out of use; a default no longer is one.
UPDATE links SET archived_at = clock_timestamp(), updated_at = clock_timestamp(), is_default = false
WHERE brand_id = :brand_id AND link_id = :link_id
RETURNING archived_at;

-- name: restore_link!
-- Takes a link back into use. What no passport can answer for needs a default: there it becomes it.
UPDATE links AS link
SET archived_at = NULL, updated_at = clock_timestamp(),
    is_default = (link.product_id IS NULL AND link.valid_from IS NULL AND link.valid_until IS NULL AND NOT EXISTS (
        SELECT FROM links AS other
        WHERE other.brand_id = link.brand_id AND other.product_id IS NULL AND other.path = link.path AND other.is_default
          AND other.archived_at IS NULL))
WHERE brand_id = :brand_id AND link_id = :link_id;

-- name: find_products_named
-- The products of many names: of ids, GTINs (14 digits; the one that has it, else had it last) and SKUs (case-folded).
SELECT 'product_id:' || product_id AS name, product_id FROM products
WHERE brand_id = :brand_id AND product_id = ANY (:product_ids::uuid[])
UNION ALL
SELECT * FROM (
    SELECT DISTINCT ON (identifier_value_normalized) 'gtin:' || identifier_value_normalized AS name, product_id
    FROM product_identifiers
    WHERE brand_id = :brand_id AND identifier_value_normalized = ANY (:gtins::text[])
      AND identifier_type IN ('gtin', 'ean', 'upc')
    ORDER BY identifier_value_normalized, deactivated_at DESC NULLS FIRST) AS by_gtin
UNION ALL
SELECT 'sku:' || identifier_value_normalized, product_id FROM product_identifiers
WHERE brand_id = :brand_id AND identifier_value_normalized = ANY (:skus::text[]) AND identifier_type = 'sku'
  AND deactivated_at IS NULL;

-- name: list_links_with_fingerprints
-- Those among many links that are there already.
SELECT fingerprint, link_id FROM links
WHERE brand_id = :brand_id AND fingerprint = ANY (:fingerprints::bytea[]) AND archived_at IS NULL;

-- name: unset_defaults!
-- The defaults of many things are no longer: others are about to be.
UPDATE links AS link SET is_default = false, updated_at = clock_timestamp()
FROM jsonb_to_recordset(:anchors::jsonb) AS anchor (product_id uuid, path text)
WHERE link.brand_id = :brand_id AND link.product_id IS NOT DISTINCT FROM anchor.product_id AND link.path = anchor.path
  AND link.is_default AND link.archived_at IS NULL;

-- name: insert_links
-- Many new links.
INSERT INTO links
    (brand_id, product_id, path, link_type, target_url, title, languages, media_type, contexts, forward_query, is_public,
     valid_from, valid_until, is_default, in_default_set, fingerprint)
SELECT :brand_id, product_id, path, link_type, target_url, title, languages, media_type, contexts, forward_query, is_public,
       valid_from, valid_until, is_default, in_default_set, decode(fingerprint, 'hex')
FROM jsonb_to_recordset(:rows::jsonb) AS new (
    product_id uuid, path text, link_type text, target_url text, title text, languages text[], media_type text,
    contexts text[], forward_query boolean, is_public boolean, valid_from timestamptz, valid_until timestamptz,
    is_default boolean, in_default_set boolean, fingerprint text)
RETURNING fingerprint, link_id;

-- name: give_defaults!
-- Of keys without a default, the oldest link becomes it: no passport can answer for them.
UPDATE links SET is_default = true, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND link_id IN (
    SELECT DISTINCT ON (path) link_id FROM links AS oldest
    WHERE brand_id = :brand_id AND product_id IS NULL AND path = ANY (:paths::text[]) AND archived_at IS NULL
      AND valid_from IS NULL AND valid_until IS NULL
      AND NOT EXISTS (SELECT FROM links AS other
                      WHERE other.brand_id = oldest.brand_id AND other.product_id IS NULL AND other.path = oldest.path
                        AND other.is_default AND other.archived_at IS NULL)
    ORDER BY path, created_at, link_id);

-- name: list_due_targets
-- Targets of links in use that were never looked at, or not for too long.
SELECT link.target_url FROM links AS link
LEFT JOIN link_targets AS target ON target.brand_id = link.brand_id AND target.target_url = link.target_url
WHERE link.brand_id = :brand_id AND link.archived_at IS NULL AND (target.due_at IS NULL OR target.due_at <= now())
GROUP BY link.target_url
LIMIT :most;

-- name: lock_target^
-- What was known of a target, held for a writer.
SELECT state, failures FROM link_targets WHERE brand_id = :brand_id AND target_url = :target_url FOR UPDATE;

-- name: write_target!
-- What a look at a target found, and when it is due again.
INSERT INTO link_targets
    (brand_id, target_url, state, problem, http_status, final_url, redirects, failures, checked_at, due_at)
VALUES (:brand_id, :target_url, :state, :problem, :http_status, :final_url, :redirects, :failures, now(),
        now() + :due_in::interval)
ON CONFLICT (brand_id, target_url) DO UPDATE
SET state = excluded.state, problem = excluded.problem, http_status = excluded.http_status,
    final_url = excluded.final_url, redirects = excluded.redirects, failures = excluded.failures,
    checked_at = excluded.checked_at, due_at = excluded.due_at;

-- name: list_links_of_target
-- The links in use that lead to a target.
SELECT link_id FROM links
WHERE brand_id = :brand_id AND target_url = :target_url AND archived_at IS NULL
ORDER BY link_id;

-- name: count_targets$
-- How many targets the links in use have, or one of them.
SELECT count(DISTINCT target_url) FROM links
WHERE brand_id = :brand_id AND archived_at IS NULL AND (:link_id::uuid IS NULL OR link_id = :link_id);

-- name: make_targets_due!
-- Targets are looked at again as soon as may be: all, or that of one link.
UPDATE link_targets SET due_at = now()
WHERE brand_id = :brand_id
  AND (:link_id::uuid IS NULL
       OR target_url = (SELECT target_url FROM links WHERE brand_id = :brand_id AND link_id = :link_id));

-- name: delete_unused_targets!
-- Forgets targets that no link leads to any more.
DELETE FROM link_targets AS target
WHERE brand_id = :brand_id AND due_at <= now()
  AND NOT EXISTS (SELECT FROM links AS link
                  WHERE link.brand_id = target.brand_id AND link.target_url = target.target_url
                    AND link.archived_at IS NULL);
