-- name: get_fields_revision$
-- Another one after each change of the brand's schema.
SELECT fields_revision FROM brands WHERE brand_id = :brand_id;

-- name: get_schema_sources^
-- All that a brand's schema is made of, in one statement, so that the revision belongs to what is read with it.
SELECT brand.fields_revision, brand.industry, brand.field_packs,
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'key', key, 'label', label, 'labels', labels, 'help', help, 'type', type, 'unit', unit,
                   'choices', choices, 'minimum', minimum, 'maximum', maximum, 'level', level, 'access', access,
                   'requirement', requirement) ORDER BY created_at, key), '[]')
        FROM custom_fields AS field WHERE field.brand_id = :brand_id AND field.archived_at IS NULL) AS custom_fields
FROM brands AS brand WHERE brand.brand_id = :brand_id;

-- name: set_field_packs!
-- The packs that the brand uses instead of those of its industry; NULL: those of its industry.
UPDATE brands SET field_packs = :packs, updated_at = clock_timestamp() WHERE brand_id = :brand_id;

-- name: insert_custom_field^
-- A field of the brand's own.
INSERT INTO custom_fields
    (brand_id, key, label, labels, help, type, unit, choices, minimum, maximum, level, access, requirement)
VALUES
    (:brand_id, :key, :label, :labels, :help, :type, :unit, :choices, :minimum, :maximum, :level, :access,
     :requirement)
RETURNING *;

-- name: lock_custom_field^
-- One field of the brand's own, for a writer.
SELECT * FROM custom_fields WHERE brand_id = :brand_id AND key = :key FOR NO KEY UPDATE;

-- name: update_custom_field^
-- Writes what may change of a field, whole; the caller holds the row and merged the change into it.
UPDATE custom_fields
SET label = :label, labels = :labels, help = :help, unit = :unit, choices = :choices, minimum = :minimum,
    maximum = :maximum, level = :level, access = :access, requirement = :requirement, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND key = :key
RETURNING *;

-- name: set_custom_field_archived^
-- Takes a field out of use, or back into it.
UPDATE custom_fields
SET archived_at = CASE WHEN :archived THEN clock_timestamp() END, updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND key = :key
RETURNING *;

-- name: count_custom_fields$
-- How many fields the brand has of its own, archived ones included.
SELECT count(*) FROM custom_fields WHERE brand_id = :brand_id;

-- name: list_custom_fields
-- The brand's own fields in the order they were made.
SELECT * FROM custom_fields
WHERE brand_id = :brand_id AND (:include_archived OR archived_at IS NULL)
ORDER BY created_at, key;
