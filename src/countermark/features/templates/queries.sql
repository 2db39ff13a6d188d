-- name: insert_template$
-- A new template, as a draft.
INSERT INTO passport_templates (brand_id, name, draft, created_by) VALUES (:brand_id, :name, :draft, :created_by)
RETURNING template_id;

-- name: lock_template$
-- Holds a template's row: its writers queue.
SELECT true FROM passport_templates WHERE brand_id = :brand_id AND template_id = :template_id FOR NO KEY UPDATE;

-- name: get_template^
-- One template with what its newest version says.
SELECT template.template_id, template.name, template.draft, template.draft_revision, template.created_at,
       template.updated_at, latest.version AS latest_version, latest.content AS latest_content
FROM passport_templates AS template
LEFT JOIN LATERAL (
    SELECT version, content FROM passport_template_versions AS each
    WHERE each.brand_id = :brand_id AND each.template_id = template.template_id
    ORDER BY version DESC LIMIT 1
) AS latest ON true
WHERE template.brand_id = :brand_id AND template.template_id = :template_id;

-- name: list_versions
-- The versions of a template, the newest first.
SELECT version, sha256, note, published_by, published_at
FROM passport_template_versions
WHERE brand_id = :brand_id AND template_id = :template_id
ORDER BY version DESC LIMIT 200;

-- name: list_assignments
-- Where a template is in force: the brand first, then the latest.
SELECT product_id, product_batch_id, version, assigned_at
FROM passport_template_assignments
WHERE brand_id = :brand_id AND template_id = :template_id
ORDER BY num_nonnulls(product_id, product_batch_id), assigned_at DESC LIMIT 200;

-- name: list_templates
-- Templates, the latest change first, after the cursor.
SELECT template.template_id, template.name, template.updated_at, jsonb_array_length(template.draft -> 'sections')
           AS section_count, latest.version AS latest_version, latest.published_at,
       latest.content IS DISTINCT FROM template.draft AS has_changes,
       (SELECT count(*) FROM passport_template_assignments AS each
        WHERE each.brand_id = :brand_id AND each.template_id = template.template_id) AS assignment_count
FROM passport_templates AS template
LEFT JOIN LATERAL (
    SELECT version, content, published_at FROM passport_template_versions AS each
    WHERE each.brand_id = :brand_id AND each.template_id = template.template_id
    ORDER BY version DESC LIMIT 1
) AS latest ON true
WHERE template.brand_id = :brand_id AND (template.updated_at, template.template_id) < (:before_at, :before_id)
ORDER BY template.updated_at DESC, template.template_id DESC
LIMIT :most;

-- name: update_template!
-- Another name, another draft, or both.
UPDATE passport_templates
SET name = coalesce(:name, name), draft = coalesce(:draft, draft), draft_revision = draft_revision + 1,
    updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND template_id = :template_id;

-- name: insert_version!
-- A version that never changes.
INSERT INTO passport_template_versions (brand_id, template_id, version, sha256, content, note, published_by)
VALUES (:brand_id, :template_id, :version, :sha256, :content, :note, :published_by);

-- name: get_version_content$
-- What a version says.
SELECT content FROM passport_template_versions
WHERE brand_id = :brand_id AND template_id = :template_id AND version = :version;

-- name: has_target$
-- Whether the product and the product batch that are named are the brand's; NULL is always.
SELECT (:product_id::uuid IS NULL OR EXISTS (
            SELECT FROM products WHERE brand_id = :brand_id AND product_id = :product_id))
   AND (:product_batch_id::uuid IS NULL OR EXISTS (
            SELECT FROM product_batches WHERE brand_id = :brand_id AND product_batch_id = :product_batch_id));

-- name: get_assignment^
-- What is assigned to a product, a product batch or the brand.
SELECT template_id, version FROM passport_template_assignments
WHERE brand_id = :brand_id AND product_id IS NOT DISTINCT FROM :product_id::uuid
  AND product_batch_id IS NOT DISTINCT FROM :product_batch_id::uuid
FOR UPDATE;

-- name: set_assignment!
-- One template for one target.
INSERT INTO passport_template_assignments (brand_id, product_id, product_batch_id, template_id, version, assigned_by)
VALUES (:brand_id, :product_id, :product_batch_id, :template_id, :version, :assigned_by)
ON CONFLICT ON CONSTRAINT passport_template_assignments_once DO UPDATE
SET template_id = excluded.template_id, version = excluded.version, assigned_by = excluded.assigned_by,
    assigned_at = clock_timestamp();

-- name: delete_assignment!
-- What is less specific is in force again.
DELETE FROM passport_template_assignments
WHERE brand_id = :brand_id AND product_id IS NOT DISTINCT FROM :product_id::uuid
  AND product_batch_id IS NOT DISTINCT FROM :product_batch_id::uuid;

-- name: get_template_in_force^
-- The version by which a passport is to be drawn: that of its product batch, else of its product, else of the brand.
SELECT version.template_id, version.version, version.sha256, version.content
FROM (
    SELECT template_id, version FROM passport_template_assignments
    WHERE brand_id = :brand_id
      AND (product_batch_id = :product_batch_id::uuid OR product_id = :product_id
           OR num_nonnulls(product_id, product_batch_id) = 0)
    ORDER BY product_batch_id IS NULL, product_id IS NULL LIMIT 1
) AS assigned
JOIN LATERAL (
    SELECT template_id, version, sha256, content FROM passport_template_versions AS each
    WHERE each.brand_id = :brand_id AND each.template_id = assigned.template_id
      AND (assigned.version IS NULL OR each.version = assigned.version)
    ORDER BY each.version DESC LIMIT 1
) AS version ON true;
