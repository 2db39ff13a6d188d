-- Amendments of published passports: a ledger above the snapshots, reason codes, policy, and updates that wait for approval.

-- The ledger: what was amended, from what to what, by whom and why. Rows are only ever added. An amendment of a product
-- holds for all its passports that were published before it; one of a mint batch, a lot or a unit for those of it. Those
-- are no foreign keys: a sandbox mint can be removed, what was done to it cannot.
CREATE TABLE passport_amendments (
    brand_id uuid NOT NULL REFERENCES brands,
    amendment_id uuid NOT NULL DEFAULT uuidv7(),
    kind text NOT NULL CHECK (kind IN ('controlled_update', 'break_glass')),
    scope text NOT NULL CHECK (scope IN ('product', 'mint_batch', 'lot', 'unit')),
    product_id uuid NOT NULL,
    mint_batch_id uuid,
    lot_id uuid,
    unit_number bigint,
    field_key text NOT NULL CHECK (length(field_key) BETWEEN 1 AND 100),
    value jsonb,
    old_value jsonb,
    withdraws uuid,
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    reason_code text,
    impacted_count bigint NOT NULL CHECK (impacted_count >= 0),
    amended_by uuid,
    approved_by uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, amendment_id),
    FOREIGN KEY (brand_id, product_id) REFERENCES products,
    FOREIGN KEY (brand_id, withdraws) REFERENCES passport_amendments,
    CONSTRAINT passport_amendments_scope_named CHECK (
        (mint_batch_id IS NOT NULL) = (scope = 'mint_batch')
        AND (lot_id IS NOT NULL) = (scope = 'lot')
        AND (unit_number IS NOT NULL) = (scope = 'unit')),
    CONSTRAINT passport_amendments_break_glass_coded CHECK ((reason_code IS NOT NULL) <= (kind = 'break_glass')),
    CONSTRAINT passport_amendments_withdrawn_once UNIQUE (brand_id, withdraws)
);
CREATE INDEX passport_amendments_of_product ON passport_amendments (brand_id, product_id, field_key) WHERE scope = 'product';
CREATE INDEX passport_amendments_of_mint_batch ON passport_amendments (brand_id, mint_batch_id) WHERE scope = 'mint_batch';
CREATE INDEX passport_amendments_of_lot ON passport_amendments (brand_id, lot_id) WHERE scope = 'lot';
CREATE INDEX passport_amendments_of_unit ON passport_amendments (brand_id, unit_number) WHERE scope = 'unit';
CREATE INDEX passport_amendments_listed ON passport_amendments (brand_id, created_at DESC, amendment_id DESC);
CREATE INDEX passport_amendments_listed_of_product
    ON passport_amendments (brand_id, product_id, created_at DESC, amendment_id DESC);

-- Why break-glass is used, in the brand's own codes. One that was used can only be deactivated.
CREATE TABLE amendment_reason_codes (
    brand_id uuid NOT NULL REFERENCES brands,
    reason_code text NOT NULL CHECK (reason_code ~ '^[A-Z][A-Z0-9_]{0,39}$'),
    label text NOT NULL CHECK (length(label) BETWEEN 1 AND 120),
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (brand_id, reason_code)
);

-- What a controlled update may touch, and whether a second person has to agree. A brand without a row has the defaults.
CREATE TABLE amendment_policies (
    brand_id uuid PRIMARY KEY REFERENCES brands,
    needs_approval boolean NOT NULL DEFAULT false,
    eligible_fields text[],
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Controlled updates that wait for the second person, and what became of them.
CREATE TABLE amendment_requests (
    brand_id uuid NOT NULL REFERENCES brands,
    request_id uuid NOT NULL DEFAULT uuidv7(),
    status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'approved', 'declined', 'withdrawn')),
    targets jsonb NOT NULL CHECK (jsonb_typeof(targets) = 'array'),
    changes jsonb NOT NULL CHECK (jsonb_typeof(changes) = 'array'),
    reason text NOT NULL,
    requested_by uuid,
    decided_by uuid,
    decision_reason text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    decided_at timestamptz,
    PRIMARY KEY (brand_id, request_id),
    CHECK ((status = 'waiting') = (decided_at IS NULL))
);
CREATE INDEX amendment_requests_listed ON amendment_requests (brand_id, created_at DESC, request_id DESC);
CREATE INDEX amendment_requests_waiting ON amendment_requests (brand_id, created_at DESC, request_id DESC)
    WHERE status = 'waiting';

DO $$
DECLARE
    brand_table text;
BEGIN
    FOREACH brand_table IN ARRAY ARRAY[
        'passport_amendments', 'amendment_reason_codes', 'amendment_policies', 'amendment_requests'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', brand_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', brand_table);
        EXECUTE format(
            'CREATE POLICY brand_only ON %I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', brand_table);
    END LOOP;
END $$;
GRANT SELECT, INSERT ON passport_amendments TO countermark_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON amendment_reason_codes TO countermark_app;
GRANT SELECT, INSERT, UPDATE ON amendment_policies, amendment_requests TO countermark_app;
