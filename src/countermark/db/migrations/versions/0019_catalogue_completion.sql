-- What the catalogue still lacked.

-- A job over many products finds its items portion by portion: whether it still does, and the last product looked at.
ALTER TABLE bulk_update_jobs ADD is_collecting boolean NOT NULL DEFAULT false, ADD collected_through uuid;

-- What the open batches of a product name as facilities, value by value: readiness asks for it in every write.
CREATE INDEX product_batches_named_facilities ON product_batches (brand_id, product_id, facility_ref)
    WHERE status = 'active' AND facility_ref IS NOT NULL;

-- How many of 1,024 consecutive unit numbers were activated, counted with the sums of first scans: where nearly all were,
-- the others are found without looking at each.
CREATE TABLE unit_blocks (
    brand_id uuid NOT NULL REFERENCES brands,
    block bigint NOT NULL,
    activated integer NOT NULL CHECK (activated > 0),
    PRIMARY KEY (brand_id, block)
);
ALTER TABLE unit_states NO FORCE ROW LEVEL SECURITY;
ALTER TABLE mint_batches NO FORCE ROW LEVEL SECURITY;
ALTER TABLE activation_sums NO FORCE ROW LEVEL SECURITY;
INSERT INTO unit_blocks (brand_id, block, activated)
SELECT state.brand_id, state.unit_number / 1024, count(*)
FROM activation_sums AS sums
JOIN mint_batches AS batch USING (brand_id)
JOIN unit_states AS state USING (brand_id, mint_batch_id)
WHERE NOT batch.is_sandbox AND batch.activation_mode = 'first_scan' AND batch.identity_mode = 'serial'
  AND state.activated_at <= sums.counted_through
GROUP BY 1, 2;
ALTER TABLE unit_states FORCE ROW LEVEL SECURITY;
ALTER TABLE mint_batches FORCE ROW LEVEL SECURITY;
ALTER TABLE activation_sums FORCE ROW LEVEL SECURITY;
ALTER TABLE unit_blocks ENABLE ROW LEVEL SECURITY;
ALTER TABLE unit_blocks FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON unit_blocks
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE ON unit_blocks TO countermark_app;

-- Passports and batches whose state is not the one that they begin with; a list of few among a million read all of them.
CREATE INDEX product_passports_by_state ON product_passports
    (brand_id, passport_state, created_at DESC, passport_id DESC) WHERE passport_state <> 'unpublished';
CREATE INDEX product_batches_by_status ON product_batches
    (brand_id, status, created_at DESC, product_batch_id DESC) WHERE status <> 'active';
