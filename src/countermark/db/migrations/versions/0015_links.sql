-- Links of products, lots and units, and the state of their targets.

-- What a link is about: with a product, the qualifiers of its GTINs ('' is the product itself, '/10/L1' a lot, '/21/S1' a
-- unit); without one, the whole path of another GS1 key ('/414/9506000134352/254/A'). Values are percent-encoded.
CREATE TABLE links (
    brand_id uuid NOT NULL,
    link_id uuid NOT NULL DEFAULT uuidv7(),
    product_id uuid,
    path text COLLATE "C" NOT NULL CHECK (length(path) <= 400 AND (path = '' OR path LIKE '/%')),
    link_type text NOT NULL CHECK (length(link_type) BETWEEN 1 AND 200),
    target_url text COLLATE "C" NOT NULL CHECK (length(target_url) <= 2000 AND target_url ~ '^https?://[!-~]+$'),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    languages text[] NOT NULL DEFAULT '{}' CHECK (cardinality(languages) <= 40),
    media_type text CHECK (length(media_type) <= 127),
    contexts text[] NOT NULL DEFAULT '{}' CHECK (cardinality(contexts) <= 60),
    forward_query boolean NOT NULL DEFAULT true,
    is_public boolean NOT NULL DEFAULT true,
    valid_from timestamptz,
    valid_until timestamptz,
    is_default boolean NOT NULL DEFAULT false,
    in_default_set boolean NOT NULL DEFAULT false,
    -- Of what makes two links the same: so that an import that is sent again adds nothing.
    fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    archived_at timestamptz,
    PRIMARY KEY (brand_id, link_id),
    FOREIGN KEY (brand_id) REFERENCES brands,
    FOREIGN KEY (brand_id, product_id) REFERENCES products,
    CHECK (product_id IS NOT NULL OR path <> ''),
    CONSTRAINT links_valid_in_order CHECK (valid_from < valid_until),
    -- Where every scan may end is always there.
    CONSTRAINT links_default_is_always_valid CHECK (NOT is_default OR (valid_from IS NULL AND valid_until IS NULL))
);
CREATE UNIQUE INDEX links_one_default ON links (brand_id, product_id, path) NULLS NOT DISTINCT
    WHERE is_default AND archived_at IS NULL;
CREATE UNIQUE INDEX links_not_twice ON links (brand_id, fingerprint) WHERE archived_at IS NULL;
CREATE INDEX links_of_anchor ON links (brand_id, product_id, path) WHERE archived_at IS NULL;
CREATE INDEX links_newest_first ON links (brand_id, created_at DESC, link_id DESC);
CREATE INDEX links_of_target ON links (brand_id, target_url) WHERE archived_at IS NULL;

-- What the last look at a target found. One row a target, however many links lead there.
CREATE TABLE link_targets (
    brand_id uuid NOT NULL,
    target_url text COLLATE "C" NOT NULL CHECK (length(target_url) <= 2000),
    state text NOT NULL CHECK (state IN ('ok', 'broken')),
    problem text CHECK (length(problem) <= 300),
    http_status smallint,
    final_url text CHECK (length(final_url) <= 4000),
    redirects smallint NOT NULL DEFAULT 0,
    failures integer NOT NULL DEFAULT 0,
    checked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at timestamptz NOT NULL,
    PRIMARY KEY (brand_id, target_url),
    FOREIGN KEY (brand_id) REFERENCES brands,
    CHECK ((state = 'broken') = (problem IS NOT NULL))
);
CREATE INDEX link_targets_due ON link_targets (brand_id, due_at);

ALTER TABLE links ENABLE ROW LEVEL SECURITY;
ALTER TABLE links FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON links
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE ON links TO countermark_app;

ALTER TABLE link_targets ENABLE ROW LEVEL SECURITY;
ALTER TABLE link_targets FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON link_targets
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON link_targets TO countermark_app;
