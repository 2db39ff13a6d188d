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

-- name: note_drop!
-- Keeps how many scans a resolver dropped. A count that is sent again is not kept twice.
INSERT INTO dropped_scans (brand_id, drop_id, began_at, scans)
VALUES (:brand_id, :drop_id, :began_at, :scans)
ON CONFLICT (brand_id, drop_id) DO NOTHING;

-- name: count_dropped_scans$
-- How many scans of the brand were dropped in a time.
SELECT coalesce(sum(scans), 0)::bigint FROM dropped_scans
WHERE brand_id = :brand_id AND began_at >= :since AND began_at < :until;

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
RETURNING chunk_id, scans;

-- name: mark_unfolded
-- Remembers chunks; answers with those that were not unfolded before.
INSERT INTO unfolded_chunks (brand_id, chunk_id)
SELECT :brand_id, chunk_id FROM unnest(:chunk_ids::uuid[]) AS chunk_id ORDER BY chunk_id
ON CONFLICT (brand_id, chunk_id) DO NOTHING
RETURNING chunk_id;

-- name: get_recording$
-- How the brand wants its scans recorded now.
SELECT scan_recording FROM brands WHERE brand_id = :brand_id;

-- name: make_pending_scans#
-- Where COPY puts scans: it refuses tables with row-level security. One a session, emptied by every commit.
CREATE TEMPORARY TABLE IF NOT EXISTS pending_scans (LIKE scan_events INCLUDING DEFAULTS) ON COMMIT DELETE ROWS;

-- name: only_count_pending_scans!
-- Takes from them what would be kept of single scans: the brand wants them counted only by now.
UPDATE pg_temp.pending_scans SET lot_id = NULL, unit_number = NULL, path = '';

-- name: keep_pending_scans!
-- Moves them to the brand's scans, through row-level security. A scan that is only counted has no path.
INSERT INTO scan_events
    (brand_id, scan_id, scanned_at, product_id, product_batch_id, mint_batch_id, lot_id, unit_number, path, query,
     country, agent_family, traffic_class, language, outcome, link_type)
SELECT brand_id, scan_id, scanned_at, product_id, product_batch_id, mint_batch_id, lot_id, unit_number, path, query,
       country, agent_family, traffic_class, language, outcome, link_type
FROM pg_temp.pending_scans
WHERE brand_id = :brand_id AND path <> '';

-- name: count_pending_scans!
-- Adds them to the counts of their hour and day, or of their day alone if they are only counted. Always in the order
-- of the key, so that two workers never wait for each other.
WITH hours AS (
    SELECT date_trunc('hour', scanned_at, 'UTC') AS starts_at, product_id, product_batch_id, lot_id, country, language,
           traffic_class, outcome, link_type, path <> '' AS is_kept, count(*) AS scans
    FROM pg_temp.pending_scans
    WHERE brand_id = :brand_id
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
)
INSERT INTO scan_rollups AS kept
    (brand_id, grain, starts_at, product_id, product_batch_id, lot_id, country, language, traffic_class, outcome,
     link_type, scans)
SELECT :brand_id, grain, date_trunc(grain, starts_at, 'UTC'), product_id, product_batch_id, lot_id, country, language,
       traffic_class, outcome, link_type, sum(scans)
FROM hours CROSS JOIN (VALUES ('day'), ('hour')) AS grains (grain)
WHERE is_kept OR grain = 'day'
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
ORDER BY 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
ON CONFLICT
    (brand_id, grain, starts_at, product_id, product_batch_id, lot_id, country, language, traffic_class, outcome,
     link_type)
DO UPDATE SET scans = kept.scans + excluded.scans;

-- name: note_pending_units!
-- What the scans of people say of units: first, last, how many.
INSERT INTO unit_scans AS kept (brand_id, unit_number, first_scanned_at, last_scanned_at, scans)
SELECT brand_id, unit_number, min(scanned_at), max(scanned_at), count(*)
FROM pg_temp.pending_scans
WHERE brand_id = :brand_id AND unit_number IS NOT NULL AND traffic_class = 'human'
GROUP BY brand_id, unit_number
ORDER BY unit_number
ON CONFLICT (brand_id, unit_number) DO UPDATE
SET first_scanned_at = least(kept.first_scanned_at, excluded.first_scanned_at),
    last_scanned_at = greatest(kept.last_scanned_at, excluded.last_scanned_at),
    scans = kept.scans + excluded.scans;

-- name: get_retention$
-- For how many days the brand keeps its scans.
SELECT scan_retention_days FROM brands WHERE brand_id = :brand_id;

-- name: forget_scans!
-- Deletes some scans from before a moment.
DELETE FROM scan_events
WHERE brand_id = :brand_id AND (scanned_at, scan_id) IN (
    SELECT scanned_at, scan_id FROM scan_events
    WHERE brand_id = :brand_id AND scanned_at < :before ORDER BY scanned_at LIMIT :most
);

-- name: forget_hours!
-- Deletes some counts of hours from before a moment. Those of days stay: they say nothing of anybody.
DELETE FROM scan_rollups
WHERE brand_id = :brand_id AND ctid IN (
    SELECT ctid FROM scan_rollups
    WHERE brand_id = :brand_id AND grain = 'hour' AND starts_at < :before LIMIT :most
);

-- name: forget_chunks!
-- Forgets chunks that nobody will send again.
DELETE FROM unfolded_chunks WHERE brand_id = :brand_id AND unfolded_at < :before;

-- name: make_scan_days$
-- Makes the partitions that are needed now or soon; how many those were.
SELECT make_scan_days();

-- name: drop_scan_days$
-- Drops the days that no brand wants any more; how many those were.
SELECT drop_scan_days();

-- name: summarise_scans
-- Sums of the counts of a grain: of each part of time, of the most frequent values of each kind, and of all, in one pass.
-- A row is of the kind that ``kind`` names; an unknown value is null.
WITH sums AS (
    SELECT CASE GROUPING(starts_at, product_id, country, language, traffic_class, outcome, link_type)
               WHEN 63 THEN 'series' WHEN 95 THEN 'products' WHEN 111 THEN 'countries' WHEN 119 THEN 'languages'
               WHEN 123 THEN 'traffic_classes' WHEN 125 THEN 'outcomes' WHEN 126 THEN 'link_types' ELSE 'all'
           END AS kind,
           starts_at, product_id, coalesce(country, language, traffic_class, outcome, link_type) AS value,
           coalesce(sum(scans), 0)::bigint AS scans,
           coalesce(sum(scans) FILTER (WHERE traffic_class = 'human'), 0)::bigint AS human_scans
    FROM scan_rollups
    WHERE brand_id = :brand_id AND grain = :grain AND starts_at >= :since AND starts_at < :until
      --include scan_conditions.sql
    GROUP BY GROUPING SETS
        ((starts_at), (product_id), (country), (language), (traffic_class), (outcome), (link_type), ())
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY kind ORDER BY scans DESC, product_id, value) AS place FROM sums
)
SELECT kind, starts_at, ranked.product_id, products.name AS product_name, value, scans, human_scans
FROM ranked
LEFT JOIN products ON products.brand_id = :brand_id AND products.product_id = ranked.product_id
WHERE kind IN ('series', 'all') OR place <= :most
ORDER BY kind, starts_at, place;

-- name: list_scan_events
-- A page of single scans, the newest first.
SELECT scan_id, scanned_at, scans.product_id, products.name AS product_name, product_batch_id, mint_batch_id, lot_id,
       unit_number, path, query, country, agent_family, traffic_class, language, outcome, link_type
FROM (
    SELECT * FROM scan_events
    WHERE brand_id = :brand_id AND (scanned_at, scan_id) < (:before_at, :before_id)
      AND scanned_at >= :since AND scanned_at < :until
      AND (:unit_number::bigint IS NULL OR unit_number = :unit_number)
      --include scan_conditions.sql
    ORDER BY scanned_at DESC, scan_id DESC
    LIMIT :most
) AS scans
LEFT JOIN products ON products.brand_id = :brand_id AND products.product_id = scans.product_id
ORDER BY scanned_at DESC, scan_id DESC;

-- name: get_unit_scans^
-- What is known of a unit by the scans of people.
SELECT first_scanned_at, last_scanned_at, scans FROM unit_scans WHERE brand_id = :brand_id AND unit_number = :unit_number;
