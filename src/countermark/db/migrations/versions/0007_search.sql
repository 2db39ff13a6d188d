-- What products are found by (docs/decisions/0014): the text of each product, and an index of three-character grams over
-- it that is built segment by segment, behind the writes.

-- What follows from other tables has no foreign keys: to check them would cost an import more than to write the rows.

-- One row a product, written with it. The key stands in the order of the newest list, so that this is walked from its
-- end. segment_id is NULL while the row waits for a segment; what waits is searched row by row.
CREATE TABLE product_search (
    brand_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    product_id uuid NOT NULL,
    search_text text NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    segment_id uuid,
    PRIMARY KEY (brand_id, created_at, product_id)
);
CREATE INDEX product_search_waiting ON product_search (brand_id, created_at, product_id) WHERE segment_id IS NULL;

-- A segment is never changed, only dissolved: its products from the newest on, as packed 8-byte microseconds and packed 16-byte ids.
CREATE TABLE product_search_segments (
    brand_id uuid NOT NULL REFERENCES brands,
    segment_id uuid NOT NULL DEFAULT uuidv7(),
    product_count integer NOT NULL CHECK (product_count BETWEEN 1 AND 16384),
    created_ats bytea NOT NULL,
    product_ids bytea NOT NULL,
    dissolved_at timestamptz,
    PRIMARY KEY (brand_id, segment_id)
);
-- Slices are read out of them, which needs them uncompressed.
ALTER TABLE product_search_segments
    ALTER COLUMN created_ats SET STORAGE EXTERNAL, ALTER COLUMN product_ids SET STORAGE EXTERNAL;

-- Which products of a segment have a gram, as places in it: packed 2-byte numbers, or a bit a place where that is less.
CREATE TABLE product_search_grams (
    brand_id uuid NOT NULL,
    gram text COLLATE "C" NOT NULL,
    segment_id uuid NOT NULL,
    places bytea NOT NULL,
    PRIMARY KEY (brand_id, gram, segment_id)
);
ALTER TABLE product_search_grams ALTER COLUMN places SET STORAGE EXTERNAL;

DO $$
DECLARE
    brand_table text;
BEGIN
    FOREACH brand_table IN ARRAY ARRAY['product_search', 'product_search_segments', 'product_search_grams'] LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO countermark_app', brand_table);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', brand_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', brand_table);
        EXECUTE format(
            'CREATE POLICY brand_only ON %I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', brand_table);
    END LOOP;
END $$;

-- The products there are already; the same text as features/products/search_text.py writes.
ALTER TABLE products NO FORCE ROW LEVEL SECURITY;
ALTER TABLE product_identifiers NO FORCE ROW LEVEL SECURITY;
ALTER TABLE product_search NO FORCE ROW LEVEL SECURITY;
INSERT INTO product_search (brand_id, created_at, product_id, search_text)
SELECT product.brand_id, product.created_at, product.product_id,
       E'\n' || left(concat_ws(E'\n',
           (SELECT string_agg(btrim(regexp_replace(folded.text, '\s+', ' ', 'g')), E'\n' ORDER BY part, ordinality)
            FROM (SELECT 1 AS part, ordinality, casefold(normalize(value, NFC) COLLATE pg_unicode_fast) AS text
                  FROM jsonb_each_text(product.name) WITH ORDINALITY
                  UNION ALL
                  SELECT 2, row_number() OVER (ORDER BY identifier_type), identifier_value_normalized
                  FROM product_identifiers AS identifier
                  WHERE identifier.brand_id = product.brand_id AND identifier.product_id = product.product_id
                    AND identifier.status = 'active'
                  UNION ALL
                  SELECT 3, ordinality, casefold(normalize(value #>> '{}', NFC) COLLATE pg_unicode_fast)
                  FROM jsonb_path_query(product.attributes, 'strict $.** ? (@.type() == "string")')
                       WITH ORDINALITY AS attribute (value, ordinality)) AS folded)), 4000) || E'\n'
FROM products AS product;
ALTER TABLE products FORCE ROW LEVEL SECURITY;
ALTER TABLE product_identifiers FORCE ROW LEVEL SECURITY;
ALTER TABLE product_search FORCE ROW LEVEL SECURITY;

-- Batches are found by the beginning of their number. A column, because an index on an expression is no use under
-- row-level security: only comparisons that are leakproof may look into an index before the policy, and casefold is not.
ALTER TABLE product_batches ADD COLUMN batch_number_folded text COLLATE "C" NOT NULL GENERATED ALWAYS AS (
    casefold(normalize(batch_number, NFC) COLLATE pg_unicode_fast)) STORED;
CREATE INDEX product_batches_by_number ON product_batches (brand_id, batch_number_folded, created_at DESC);
