-- name: append_chunk!
-- Keeps a chunk of scans as it is. One that is sent again, because its commit got no answer, is not kept twice.
INSERT INTO scan_log (brand_id, chunk_id, scans)
VALUES (:brand_id, :chunk_id, :scans)
ON CONFLICT (brand_id, chunk_id) DO NOTHING;

-- name: ring!
-- Tells workers that a brand has chunks waiting.
INSERT INTO brands_with_scans (brand_id)
VALUES (:brand_id)
ON CONFLICT (brand_id) DO UPDATE SET rung = brands_with_scans.rung + 1;

-- name: list_brands_with_scans
-- Whose chunks wait, and how often the bell had rung.
SELECT brand_id, rung FROM brands_with_scans;

-- name: answer_ring!
-- Takes a brand off the list, unless the bell rang again since it was read.
DELETE FROM brands_with_scans WHERE brand_id = :brand_id AND rung = :rung;

-- name: take_chunks
-- The oldest chunks that no other worker has in hand; they are gone when the transaction commits.
DELETE FROM scan_log
WHERE brand_id = :brand_id AND chunk_id IN (
    SELECT chunk_id FROM scan_log WHERE brand_id = :brand_id ORDER BY chunk_id LIMIT :most FOR UPDATE SKIP LOCKED
)
RETURNING scans;

-- name: make_pending_scans#
-- Where COPY puts scans: it refuses tables with row-level security. One a session, emptied by every commit.
CREATE TEMPORARY TABLE IF NOT EXISTS pending_scans (LIKE scan_events INCLUDING DEFAULTS) ON COMMIT DELETE ROWS;

-- name: keep_pending_scans!
-- Moves them to the brand's scans, through row-level security.
INSERT INTO scan_events
    (brand_id, scan_id, scanned_at, product_id, product_batch_id, mint_batch_id, lot_id, unit_number, path, query,
     country, agent_family, traffic_class, language, outcome)
SELECT brand_id, scan_id, scanned_at, product_id, product_batch_id, mint_batch_id, lot_id, unit_number, path, query,
       country, agent_family, traffic_class, language, outcome
FROM pg_temp.pending_scans
WHERE brand_id = :brand_id;
