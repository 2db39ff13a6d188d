-- Files of products and their metadata. The bytes are in the object store, under brand/product/attachment/sha256.

CREATE TABLE product_attachments (
    brand_id uuid NOT NULL,
    attachment_id uuid NOT NULL DEFAULT uuidv7(),
    product_id uuid NOT NULL,
    filename text NOT NULL CHECK (length(filename) BETWEEN 1 AND 200),
    mime_type text NOT NULL CHECK (length(mime_type) BETWEEN 3 AND 127),
    size_bytes bigint NOT NULL CHECK (size_bytes BETWEEN 1 AND 1073741824),
    -- What the bytes must have until they came, what they have after.
    sha256 bytea CHECK (length(sha256) = 32),
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'ready')),
    title text CHECK (length(title) BETWEEN 1 AND 200),
    kind text NOT NULL,
    language text CHECK (length(language) BETWEEN 2 AND 35),
    show_on_passport boolean NOT NULL DEFAULT false,
    is_main_image boolean NOT NULL DEFAULT false,
    position integer NOT NULL CHECK (position BETWEEN 0 AND 9999),
    picture_state text CHECK (picture_state IN ('preparing', 'ready', 'failed')),
    picture_problem text,
    picture_attempts smallint NOT NULL DEFAULT 0,
    pictures jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(pictures) = 'array'),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    uploaded_at timestamptz,
    deleted_at timestamptz,
    PRIMARY KEY (brand_id, attachment_id),
    FOREIGN KEY (brand_id, product_id) REFERENCES products,
    CHECK ((state = 'ready') = (uploaded_at IS NOT NULL)),
    CHECK (state = 'pending' OR sha256 IS NOT NULL),
    CHECK (picture_state IS NULL OR state = 'ready'),
    CHECK (NOT is_main_image OR picture_state IS NOT NULL)
);
CREATE INDEX product_attachments_in_order ON product_attachments (brand_id, product_id, position, attachment_id);
CREATE UNIQUE INDEX product_attachments_one_main_image ON product_attachments (brand_id, product_id)
    WHERE is_main_image AND deleted_at IS NULL;
CREATE INDEX product_attachments_to_tidy ON product_attachments (brand_id, coalesce(deleted_at, created_at))
    WHERE deleted_at IS NOT NULL OR state = 'pending';

-- The files that a published snapshot names: these the public may have, and these are never deleted.
CREATE TABLE passport_files (
    brand_id uuid NOT NULL,
    file_sha256 bytea NOT NULL CHECK (length(file_sha256) = 32),
    snapshot_sha256 bytea NOT NULL,
    attachment_id uuid NOT NULL,
    object_key text NOT NULL,
    filename text NOT NULL,
    mime_type text NOT NULL,
    PRIMARY KEY (brand_id, file_sha256, snapshot_sha256),
    FOREIGN KEY (brand_id, snapshot_sha256) REFERENCES passport_snapshots,
    FOREIGN KEY (brand_id, attachment_id) REFERENCES product_attachments
);
CREATE INDEX passport_files_of_attachment ON passport_files (brand_id, attachment_id);

ALTER TABLE product_attachments ENABLE ROW LEVEL SECURITY;
ALTER TABLE product_attachments FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON product_attachments
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON product_attachments TO countermark_app;

ALTER TABLE passport_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE passport_files FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON passport_files
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT, INSERT ON passport_files TO countermark_app;
