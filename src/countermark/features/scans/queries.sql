-- name: make_pending_scans#
-- Where COPY puts scans: it refuses tables with row-level security. One a session, emptied by every commit.
CREATE TEMPORARY TABLE IF NOT EXISTS pending_scans (LIKE scan_events) ON COMMIT DELETE ROWS;

-- name: keep_pending_scans!
-- Moves them to the brand's scans, through row-level security. A chunk that is sent again is not written again.
INSERT INTO scan_events
    (brand_id, scan_id, scanned_at, product_id, product_batch_id, mint_batch_id, lot_id, unit_number, path, query,
     country, agent_family, traffic_class, language, outcome)
SELECT brand_id, scan_id, scanned_at, product_id, product_batch_id, mint_batch_id, lot_id, unit_number, path, query,
       country, agent_family, traffic_class, language, outcome
FROM pg_temp.pending_scans
WHERE brand_id = :brand_id
ON CONFLICT (brand_id, scan_id) DO NOTHING;
