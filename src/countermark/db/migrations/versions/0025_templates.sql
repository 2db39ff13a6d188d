-- Passport templates and themes: a draft, published versions that never change, and who is drawn by which.

-- draft: the sections as features/templates reads them; checked before it is written. draft_revision: one more each time.
CREATE TABLE passport_templates (
    brand_id uuid NOT NULL REFERENCES brands,
    template_id uuid NOT NULL DEFAULT uuidv7(),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    draft jsonb NOT NULL CHECK (jsonb_typeof(draft) = 'object'),
    draft_revision integer NOT NULL DEFAULT 1,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, template_id)
);
CREATE UNIQUE INDEX passport_templates_name ON passport_templates (brand_id, lower(name));
CREATE INDEX passport_templates_latest_first ON passport_templates (brand_id, updated_at DESC, template_id DESC);

CREATE TABLE passport_template_versions (
    brand_id uuid NOT NULL REFERENCES brands,
    template_id uuid NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    sha256 bytea NOT NULL CHECK (length(sha256) = 32),
    content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
    note text,
    published_by uuid,
    published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, template_id, version),
    FOREIGN KEY (brand_id, template_id) REFERENCES passport_templates
);

-- Of a product batch, of a product, or of the brand when neither is named. version NULL: whichever is the newest.
CREATE TABLE passport_template_assignments (
    brand_id uuid NOT NULL REFERENCES brands,
    assignment_id uuid NOT NULL DEFAULT uuidv7(),
    product_id uuid,
    product_batch_id uuid,
    template_id uuid NOT NULL,
    version integer,
    assigned_by uuid,
    assigned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, assignment_id),
    CONSTRAINT passport_template_assignments_once UNIQUE NULLS NOT DISTINCT (brand_id, product_id, product_batch_id),
    CONSTRAINT passport_template_assignments_one_target CHECK (num_nonnulls(product_id, product_batch_id) <= 1),
    FOREIGN KEY (brand_id, product_id) REFERENCES products,
    FOREIGN KEY (brand_id, product_batch_id) REFERENCES product_batches,
    FOREIGN KEY (brand_id, template_id) REFERENCES passport_templates,
    FOREIGN KEY (brand_id, template_id, version) REFERENCES passport_template_versions
);
CREATE INDEX passport_template_assignments_of_template ON passport_template_assignments (brand_id, template_id);
CREATE INDEX passport_template_assignments_of_batch
    ON passport_template_assignments (brand_id, product_batch_id) WHERE product_batch_id IS NOT NULL;

-- draft and content: the tokens as features/themes reads them.
CREATE TABLE passport_themes (
    brand_id uuid NOT NULL REFERENCES brands,
    theme_id uuid NOT NULL DEFAULT uuidv7(),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    draft jsonb NOT NULL CHECK (jsonb_typeof(draft) = 'object'),
    draft_revision integer NOT NULL DEFAULT 1,
    created_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, theme_id)
);
CREATE UNIQUE INDEX passport_themes_name ON passport_themes (brand_id, lower(name));
CREATE INDEX passport_themes_latest_first ON passport_themes (brand_id, updated_at DESC, theme_id DESC);

CREATE TABLE passport_theme_versions (
    brand_id uuid NOT NULL REFERENCES brands,
    theme_id uuid NOT NULL,
    version integer NOT NULL CHECK (version >= 1),
    content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
    published_by uuid,
    published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, theme_id, version),
    FOREIGN KEY (brand_id, theme_id) REFERENCES passport_themes
);

-- The newest version of a brand's own theme, or a curated one by its key.
CREATE TABLE passport_theme_assignments (
    brand_id uuid NOT NULL REFERENCES brands,
    assignment_id uuid NOT NULL DEFAULT uuidv7(),
    product_id uuid,
    product_batch_id uuid,
    theme_id uuid,
    curated text,
    assigned_by uuid,
    assigned_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, assignment_id),
    CONSTRAINT passport_theme_assignments_once UNIQUE NULLS NOT DISTINCT (brand_id, product_id, product_batch_id),
    CONSTRAINT passport_theme_assignments_one_target CHECK (num_nonnulls(product_id, product_batch_id) <= 1),
    CONSTRAINT passport_theme_assignments_one_theme CHECK (num_nonnulls(theme_id, curated) = 1),
    FOREIGN KEY (brand_id, product_id) REFERENCES products,
    FOREIGN KEY (brand_id, product_batch_id) REFERENCES product_batches,
    FOREIGN KEY (brand_id, theme_id) REFERENCES passport_themes
);
CREATE INDEX passport_theme_assignments_of_theme
    ON passport_theme_assignments (brand_id, theme_id) WHERE theme_id IS NOT NULL;
CREATE INDEX passport_theme_assignments_of_batch
    ON passport_theme_assignments (brand_id, product_batch_id) WHERE product_batch_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON passport_templates, passport_themes TO countermark_app;
GRANT SELECT, INSERT ON passport_template_versions, passport_theme_versions TO countermark_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON passport_template_assignments, passport_theme_assignments TO countermark_app;

DO $$
DECLARE
    brand_table text;
BEGIN
    FOREACH brand_table IN ARRAY ARRAY[
        'passport_templates', 'passport_template_versions', 'passport_template_assignments',
        'passport_themes', 'passport_theme_versions', 'passport_theme_assignments'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', brand_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', brand_table);
        EXECUTE format(
            'CREATE POLICY brand_only ON %I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', brand_table);
    END LOOP;
END $$;
