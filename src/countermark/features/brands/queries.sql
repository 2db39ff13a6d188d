-- name: insert_brand!
-- The tenant.
INSERT INTO brands (brand_id, name, subdomain, industry, scan_recording)
VALUES (:brand_id, :name, :subdomain, :industry, :scan_recording);

-- name: insert_host_name!
-- Where the brand's scans come in. One host, one brand.
INSERT INTO host_names (host_name, brand_id) VALUES (:host_name, :brand_id);

-- name: insert_unit_counter!
-- The brand's counter of unit numbers and the key that makes serials of them.
INSERT INTO unit_counters (brand_id, wrapped_unit_key, unit_key_check)
VALUES (:brand_id, :wrapped_unit_key, :unit_key_check);

-- name: insert_roles!
-- The built-in roles, as rows.
INSERT INTO roles (brand_id, role, title, is_built_in, permissions)
SELECT :brand_id, role, title, true, string_to_array(permissions, ' ')
FROM unnest(:roles::text[], :titles::text[], :permissions::text[]) AS built_in (role, title, permissions);

-- name: insert_membership!
-- A person's place in a brand.
INSERT INTO memberships (brand_id, user_id, role) VALUES (:brand_id, :user_id, :role);

-- name: get_brand^
-- The brand as its members see it.
SELECT brand_id, name, subdomain, industry, locale, accent_colour, legal_name, website_url, support_url, privacy_url,
       scan_recording, scan_retention_days, created_at, updated_at
FROM brands WHERE brand_id = :brand_id;

-- name: update_brand!
-- Sets the given columns; the others keep their values.
UPDATE brands SET
    name = coalesce(:changes::jsonb ->> 'name', name),
    industry = CASE WHEN :changes::jsonb ? 'industry' THEN :changes::jsonb ->> 'industry' ELSE industry END,
    locale = coalesce(:changes::jsonb ->> 'locale', locale),
    accent_colour = coalesce(:changes::jsonb ->> 'accent_colour', accent_colour),
    legal_name = CASE WHEN :changes::jsonb ? 'legal_name' THEN :changes::jsonb ->> 'legal_name' ELSE legal_name END,
    website_url = CASE WHEN :changes::jsonb ? 'website_url' THEN :changes::jsonb ->> 'website_url' ELSE website_url END,
    support_url = CASE WHEN :changes::jsonb ? 'support_url' THEN :changes::jsonb ->> 'support_url' ELSE support_url END,
    privacy_url = CASE WHEN :changes::jsonb ? 'privacy_url' THEN :changes::jsonb ->> 'privacy_url' ELSE privacy_url END,
    scan_recording = coalesce(:changes::jsonb ->> 'scan_recording', scan_recording),
    record_scans = coalesce(:changes::jsonb ->> 'scan_recording', scan_recording) <> 'off',
    scan_retention_days = coalesce((:changes::jsonb ->> 'scan_retention_days')::integer, scan_retention_days),
    updated_at = clock_timestamp()
WHERE brand_id = :brand_id;

-- name: revise_fields!
-- The schema of the brand's products is another one from now on: what processes remember of it no longer holds.
UPDATE brands SET fields_revision = uuidv7() WHERE brand_id = :brand_id;

-- name: request_readiness_run^
-- A run for all products. One that has not ended begins again, so that it sees the change that is asked for here.
INSERT INTO readiness_runs (brand_id, created_by) VALUES (:brand_id, :user_id)
ON CONFLICT (brand_id) WHERE status IN ('QUEUED', 'RUNNING') DO UPDATE
SET after_product_id = NULL, processed_products = 0, created_by = excluded.created_by
RETURNING readiness_run_id, old.readiness_run_id IS NULL AS is_new;

-- name: notify_resolvers!
-- Tells every resolver, when this commits, to read the brand anew.
SELECT pg_notify('countermark_brand', (:brand_id::uuid)::text);

-- name: list_brands_of_user
-- The brands a person works in. Outside any brand: row-level security shows only the person's own.
SELECT brands.brand_id, brands.name, brands.subdomain, memberships.role, brands.created_at
FROM memberships JOIN brands USING (brand_id)
WHERE memberships.user_id = :user_id
ORDER BY lower(brands.name), brands.brand_id;

-- name: get_unit_key^
-- The wrapped key of the brand's unit codec.
SELECT wrapped_unit_key, unit_key_check FROM unit_counters WHERE brand_id = :brand_id;

-- name: find_brand_of_subdomain$
-- The brand behind a subdomain, for who works on the deployment as a whole.
SELECT brand_id FROM host_names WHERE host_name = :subdomain;

-- name: is_any_brand$
-- Whether the deployment has a brand at all.
SELECT EXISTS (SELECT FROM host_names);

-- name: list_brands_with_hosts
-- Every brand, for work in each of them.
SELECT DISTINCT brand_id FROM host_names;
