-- name: list_occasions
-- What happened to the units of live mint batches, in the order of time, from a place on: minted, encoded (marked as
-- printed), voided, or revoked on their own; of one kind, of one mint batch, of one unit when asked for.
SELECT occasion.occurred_at, occasion.kind, occasion.units, batch.mint_batch_id, batch.product_id, batch.identity_mode,
       batch.first_unit_number, batch.quantity, batch.gtin, batch.serial_style, batch.serial_list_id,
       run.batch_number, run.facility_ref
FROM (
    (SELECT minted_at AS occurred_at, 'commissioned' AS kind, mint_batch_id, quantity AS units
     FROM mint_batches
     WHERE brand_id = :brand_id AND NOT is_sandbox AND 'commissioned' = ANY(:kinds::text[])
       AND (:mint_batch_id::uuid IS NULL OR mint_batch_id = :mint_batch_id)
       AND minted_at >= greatest(:since::timestamptz, :from_at) AND minted_at < :before
       AND (minted_at, 'commissioned', mint_batch_id) >= (:from_at, :from_kind::text, :from_batch::uuid)
     ORDER BY minted_at, mint_batch_id LIMIT :most)
    UNION ALL
    (SELECT event.occurred_at, 'encoded', event.mint_batch_id, batch.quantity
     FROM mint_events AS event
     JOIN mint_batches AS batch ON batch.brand_id = event.brand_id AND batch.mint_batch_id = event.mint_batch_id
     WHERE event.brand_id = :brand_id AND NOT batch.is_sandbox AND 'encoded' = ANY(:kinds::text[])
       AND event.kind = 'transitioned' AND event.to_status = 'printed'
       AND (:mint_batch_id::uuid IS NULL OR event.mint_batch_id = :mint_batch_id)
       AND event.occurred_at >= greatest(:since::timestamptz, :from_at) AND event.occurred_at < :before
       AND (event.occurred_at, 'encoded', event.mint_batch_id) >= (:from_at, :from_kind::text, :from_batch::uuid)
     ORDER BY event.occurred_at, event.mint_batch_id LIMIT :most)
    UNION ALL
    (SELECT revoked_at, 'revoked', mint_batch_id, count(*)
     FROM unit_states
     WHERE brand_id = :brand_id AND passport_state = 'revoked' AND unit_number < :sandbox_from
       AND 'revoked' = ANY(:kinds::text[])
       AND (:mint_batch_id::uuid IS NULL OR mint_batch_id = :mint_batch_id)
       AND (:unit_number::bigint IS NULL OR revoked_at = (SELECT revoked_at FROM unit_states
                                                  WHERE brand_id = :brand_id AND unit_number = :unit_number))
       AND revoked_at >= greatest(:since::timestamptz, :from_at) AND revoked_at < :before
       AND (revoked_at, 'revoked', mint_batch_id) >= (:from_at, :from_kind::text, :from_batch::uuid)
     GROUP BY revoked_at, mint_batch_id
     ORDER BY revoked_at, mint_batch_id LIMIT :most)
    UNION ALL
    (SELECT voided_at, 'voided', mint_batch_id, quantity
     FROM mint_batches
     WHERE brand_id = :brand_id AND NOT is_sandbox AND 'voided' = ANY(:kinds::text[])
       AND (:mint_batch_id::uuid IS NULL OR mint_batch_id = :mint_batch_id)
       AND voided_at >= greatest(:since::timestamptz, :from_at) AND voided_at < :before
       AND (voided_at, 'voided', mint_batch_id) >= (:from_at, :from_kind::text, :from_batch::uuid)
     ORDER BY voided_at, mint_batch_id LIMIT :most)
) AS occasion
JOIN mint_batches AS batch ON batch.brand_id = :brand_id AND batch.mint_batch_id = occasion.mint_batch_id
LEFT JOIN product_batches AS run
       ON run.brand_id = batch.brand_id AND run.product_batch_id = batch.product_batch_id
ORDER BY occasion.occurred_at, occasion.kind COLLATE "C", occasion.mint_batch_id
LIMIT :most;

-- name: list_units_revoked_together
-- A chunk of the units of a mint batch that were revoked on their own at one moment.
SELECT unit_number FROM unit_states
WHERE brand_id = :brand_id AND passport_state = 'revoked' AND revoked_at = :revoked_at
  AND mint_batch_id = :mint_batch_id
ORDER BY unit_number
OFFSET :skipped LIMIT :most;

-- name: list_units_revoked_before
-- The units of a stretch that were revoked on their own, so that voiding their mint batch did nothing to them.
SELECT unit_number FROM unit_states
WHERE brand_id = :brand_id AND unit_number BETWEEN :first_number AND :last_number AND passport_state = 'revoked';
