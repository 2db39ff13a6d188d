-- Saved views of the product list, and what its order needs.

-- The name a list is ordered by: the one a reader of no listed language is shown, without regard to case, with accents
-- after their letters. A generated column, so that no writer can forget it.
ALTER TABLE products ADD COLUMN sort_name text COLLATE "C" NOT NULL GENERATED ALWAYS AS (
    left(normalize(casefold(coalesce(name ->> 'en', jsonb_path_query_first(name, '$.*') #>> '{}', '')
                            COLLATE pg_unicode_fast), NFKD), 100)
) STORED;

CREATE INDEX products_changed_first ON products (brand_id, updated_at DESC, product_id DESC);
CREATE INDEX products_by_name ON products (brand_id, sort_name, product_id);
CREATE INDEX products_by_completeness ON products (brand_id, completeness, product_id);
CREATE INDEX products_by_readiness ON products (brand_id, mint_readiness_status, created_at DESC, product_id DESC);
CREATE INDEX products_off_sale ON products (brand_id, created_at DESC, product_id DESC)
    WHERE commercial_status = 'INACTIVE';

-- A person's own ways to look at the list of products: how it is filtered, ordered, and which columns it shows.
CREATE TABLE saved_views (
    brand_id uuid NOT NULL,
    saved_view_id uuid NOT NULL DEFAULT uuidv7(),
    user_id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    filter jsonb NOT NULL CHECK (jsonb_typeof(filter) = 'object'),
    sort text NOT NULL,
    columns text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, saved_view_id),
    CONSTRAINT saved_views_name_unique UNIQUE (brand_id, user_id, name),
    FOREIGN KEY (brand_id, user_id) REFERENCES memberships ON DELETE CASCADE
);

GRANT SELECT, INSERT, UPDATE, DELETE ON saved_views TO countermark_app;
ALTER TABLE saved_views ENABLE ROW LEVEL SECURITY;
ALTER TABLE saved_views FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON saved_views
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
