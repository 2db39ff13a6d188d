-- name: insert_theme$
-- A new theme, as a draft.
INSERT INTO passport_themes (brand_id, name, draft, created_by) VALUES (:brand_id, :name, :draft, :created_by)
RETURNING theme_id;

-- name: lock_theme$
-- Holds a theme's row: its writers queue.
SELECT true FROM passport_themes WHERE brand_id = :brand_id AND theme_id = :theme_id FOR NO KEY UPDATE;

-- name: get_theme^
-- One theme with what its newest version says.
SELECT theme.theme_id, theme.name, theme.draft, theme.draft_revision, theme.created_at, theme.updated_at,
       latest.version AS latest_version, latest.content AS published, latest.published_at,
       (SELECT count(*) FROM passport_theme_assignments AS each
        WHERE each.brand_id = :brand_id AND each.theme_id = theme.theme_id) AS assignment_count
FROM passport_themes AS theme
LEFT JOIN LATERAL (
    SELECT version, content, published_at FROM passport_theme_versions AS each
    WHERE each.brand_id = :brand_id AND each.theme_id = theme.theme_id
    ORDER BY version DESC LIMIT 1
) AS latest ON true
WHERE theme.brand_id = :brand_id AND theme.theme_id = :theme_id;

-- name: list_themes
-- Themes, the latest change first, after the cursor.
SELECT theme.theme_id, theme.name, theme.draft, theme.draft_revision, theme.created_at, theme.updated_at,
       latest.version AS latest_version, latest.content AS published, latest.published_at,
       (SELECT count(*) FROM passport_theme_assignments AS each
        WHERE each.brand_id = :brand_id AND each.theme_id = theme.theme_id) AS assignment_count
FROM passport_themes AS theme
LEFT JOIN LATERAL (
    SELECT version, content, published_at FROM passport_theme_versions AS each
    WHERE each.brand_id = :brand_id AND each.theme_id = theme.theme_id
    ORDER BY version DESC LIMIT 1
) AS latest ON true
WHERE theme.brand_id = :brand_id AND (theme.updated_at, theme.theme_id) < (:before_at, :before_id)
ORDER BY theme.updated_at DESC, theme.theme_id DESC
LIMIT :most;

-- name: update_theme!
-- Another name, another draft, or both.
UPDATE passport_themes
SET name = coalesce(:name, name), draft = coalesce(:draft, draft), draft_revision = draft_revision + 1,
    updated_at = clock_timestamp()
WHERE brand_id = :brand_id AND theme_id = :theme_id;

-- name: insert_version!
-- A version that never changes.
INSERT INTO passport_theme_versions (brand_id, theme_id, version, content, published_by)
VALUES (:brand_id, :theme_id, :version, :content, :published_by);

-- name: has_target$
-- Whether the product and the product batch that are named are the brand's; NULL is always.
SELECT (:product_id::uuid IS NULL OR EXISTS (
            SELECT FROM products WHERE brand_id = :brand_id AND product_id = :product_id))
   AND (:product_batch_id::uuid IS NULL OR EXISTS (
            SELECT FROM product_batches WHERE brand_id = :brand_id AND product_batch_id = :product_batch_id));

-- name: get_assignment^
-- What is assigned to a product, a product batch or the brand.
SELECT theme_id, curated FROM passport_theme_assignments
WHERE brand_id = :brand_id AND product_id IS NOT DISTINCT FROM :product_id::uuid
  AND product_batch_id IS NOT DISTINCT FROM :product_batch_id::uuid
FOR UPDATE;

-- name: set_assignment!
-- One theme for one target.
INSERT INTO passport_theme_assignments (brand_id, product_id, product_batch_id, theme_id, curated, assigned_by)
VALUES (:brand_id, :product_id, :product_batch_id, :theme_id, :curated, :assigned_by)
ON CONFLICT ON CONSTRAINT passport_theme_assignments_once DO UPDATE
SET theme_id = excluded.theme_id, curated = excluded.curated, assigned_by = excluded.assigned_by,
    assigned_at = clock_timestamp();

-- name: delete_assignment!
-- What is less specific is in force again.
DELETE FROM passport_theme_assignments
WHERE brand_id = :brand_id AND product_id IS NOT DISTINCT FROM :product_id::uuid
  AND product_batch_id IS NOT DISTINCT FROM :product_batch_id::uuid;

-- name: get_theme_in_force^
-- How a page is drawn: by the theme of its product batch, else of its product, else of the brand.
SELECT assigned.curated, version.content
FROM (
    SELECT theme_id, curated FROM passport_theme_assignments
    WHERE brand_id = :brand_id
      AND (product_batch_id = :product_batch_id::uuid OR product_id = :product_id::uuid
           OR num_nonnulls(product_id, product_batch_id) = 0)
    ORDER BY product_batch_id IS NULL, product_id IS NULL LIMIT 1
) AS assigned
LEFT JOIN LATERAL (
    SELECT content FROM passport_theme_versions AS each
    WHERE each.brand_id = :brand_id AND each.theme_id = assigned.theme_id
    ORDER BY each.version DESC LIMIT 1
) AS version ON true;
