-- What minting and carriers still lacked.

-- EPCIS events are told in the order of time: when units were minted, printed, voided, or revoked on their own.
CREATE INDEX mint_batches_by_minting ON mint_batches (brand_id, minted_at, mint_batch_id)
    WHERE minted_at IS NOT NULL;
CREATE INDEX mint_batches_by_voiding ON mint_batches (brand_id, voided_at, mint_batch_id)
    WHERE voided_at IS NOT NULL;
CREATE INDEX mint_events_printed ON mint_events (brand_id, occurred_at, mint_batch_id)
    WHERE kind = 'transitioned' AND to_status = 'printed';
CREATE INDEX unit_states_by_revocation ON unit_states (brand_id, revoked_at, mint_batch_id, unit_number)
    WHERE passport_state = 'revoked';
