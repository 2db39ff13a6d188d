-- Scan recording modes, partitions, roll-ups and retention (decision 0027).

-- How a brand wants its scans recorded, and for how long. The boolean before it stays for servers that still read it,
-- and says whether anything is recorded at all.
ALTER TABLE brands
    ADD COLUMN scan_recording text NOT NULL DEFAULT 'events' CHECK (scan_recording IN ('off', 'counters', 'events')),
    ADD COLUMN scan_retention_days integer NOT NULL DEFAULT 180 CHECK (scan_retention_days BETWEEN 1 AND 3650);
ALTER TABLE brands NO FORCE ROW LEVEL SECURITY;
UPDATE brands SET scan_recording = 'off' WHERE NOT record_scans;
ALTER TABLE brands FORCE ROW LEVEL SECURITY;

-- Scans by day. What was recorded so far becomes the default partition, which also takes any scan whose day has no
-- partition yet: nothing is ever refused. The day is part of the key because every key of a partitioned table has it.
ALTER TABLE scan_events RENAME TO scan_events_default;
ALTER TABLE scan_events_default ADD COLUMN link_type text;
ALTER TABLE scan_events_default DROP CONSTRAINT scan_events_pkey;
CREATE TABLE scan_events (LIKE scan_events_default INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
    PARTITION BY RANGE (scanned_at);
ALTER TABLE scan_events ADD PRIMARY KEY (brand_id, scanned_at, scan_id);
CREATE INDEX scan_events_of_product ON scan_events (brand_id, product_id, scanned_at, scan_id);
CREATE INDEX scan_events_of_unit ON scan_events (brand_id, unit_number, scanned_at, scan_id)
    WHERE unit_number IS NOT NULL;
ALTER TABLE scan_events ATTACH PARTITION scan_events_default DEFAULT;

-- Nobody goes to a partition past its table.
REVOKE ALL ON scan_events_default FROM countermark_app;

-- Scans per hour and per day, by everything a report asks for. A day is that of UTC.
CREATE TABLE scan_rollups (
    brand_id uuid NOT NULL,
    grain text NOT NULL CHECK (grain IN ('hour', 'day')),
    starts_at timestamptz NOT NULL,
    product_id uuid,
    product_batch_id uuid,
    lot_id uuid,
    country text,
    language text,
    traffic_class text NOT NULL,
    outcome text NOT NULL,
    link_type text,
    scans bigint NOT NULL CHECK (scans > 0),
    UNIQUE NULLS NOT DISTINCT
        (brand_id, grain, starts_at, product_id, product_batch_id, lot_id, country, language, traffic_class, outcome,
         link_type)
);
CREATE INDEX scan_rollups_of_product ON scan_rollups (brand_id, product_id, grain, starts_at);

-- What is known of a unit by the scans of people. Units that nobody scanned have no row.
CREATE TABLE unit_scans (
    brand_id uuid NOT NULL,
    unit_number bigint NOT NULL,
    first_scanned_at timestamptz NOT NULL,
    last_scanned_at timestamptz NOT NULL,
    scans bigint NOT NULL CHECK (scans > 0),
    PRIMARY KEY (brand_id, unit_number)
);

-- Chunks whose scans are counted. A resolver that got no answer to its commit sends a chunk again, perhaps after a
-- worker took the first copy; it must not count twice.
CREATE TABLE unfolded_chunks (
    brand_id uuid NOT NULL,
    chunk_id uuid NOT NULL,
    unfolded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (brand_id, chunk_id)
);

DO $$
DECLARE
    brand_table text;
BEGIN
    FOREACH brand_table IN ARRAY ARRAY['scan_events', 'scan_rollups', 'unit_scans', 'unfolded_chunks'] LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO countermark_app', brand_table);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', brand_table);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', brand_table);
        EXECUTE format(
            'CREATE POLICY brand_only ON %I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', brand_table);
    END LOOP;
END $$;

-- Makes the partitions of the next week, and of every day that the default partition holds scans of. The application
-- owns no table, so it asks for this by name; it takes no argument that could make it do something else.
CREATE FUNCTION make_scan_days() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
    SET timezone = 'UTC'
    SET lock_timeout = '5s'
AS $$
DECLARE
    days date[];
    one date;
    partition text;
    made integer := 0;
    is_open boolean := pg_relation_size('public.scan_events_default') > 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('scan_days', 0));
    SELECT array_agg(current_date + ahead) INTO days FROM generate_series(0, 7) AS ahead;
    IF is_open THEN
        -- The owner is bound by forced row-level security too, and this is for every brand.
        ALTER TABLE public.scan_events_default NO FORCE ROW LEVEL SECURITY;
        SELECT days || array_agg(DISTINCT scanned_at::date) INTO days FROM public.scan_events_default
        HAVING count(*) > 0;
    END IF;
    FOR one IN SELECT DISTINCT unnest(days) ORDER BY 1 LOOP
        partition := 'scan_events_' || to_char(one, 'YYYYMMDD');
        CONTINUE WHEN to_regclass('public.' || partition) IS NOT NULL;
        EXECUTE format('CREATE TABLE public.%I (LIKE public.scan_events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
                       partition);
        EXECUTE format('WITH moved AS (DELETE FROM public.scan_events_default WHERE scanned_at >= %L '
                       'AND scanned_at < %L RETURNING *) INSERT INTO public.%I SELECT * FROM moved',
                       one, one + 1, partition);
        EXECUTE format('ALTER TABLE public.scan_events ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
                       partition, one, one + 1);
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', partition);
        EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', partition);
        EXECUTE format(
            'CREATE POLICY brand_only ON public.%I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', partition);
        made := made + 1;
    END LOOP;
    IF is_open THEN
        ALTER TABLE public.scan_events_default FORCE ROW LEVEL SECURITY;
    END IF;
    RETURN made;
END $$;

-- Drops the partitions that are older than any brand wants them. It looks at every brand in turn, as that brand.
CREATE FUNCTION drop_scan_days() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp
    SET timezone = 'UTC'
    SET lock_timeout = '5s'
    SET app.brand_id = ''
AS $$
DECLARE
    owner_of_scans uuid;
    wanted integer;
    longest integer := 0;
    partition text;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('scan_days', 0));
    FOR owner_of_scans IN SELECT DISTINCT brand_id FROM public.host_names LOOP
        PERFORM set_config('app.brand_id', owner_of_scans::text, true);
        SELECT scan_retention_days INTO wanted FROM public.brands WHERE brand_id = owner_of_scans;
        longest := greatest(longest, wanted);
    END LOOP;
    FOR partition IN
        SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
        WHERE inhparent = 'public.scan_events'::regclass AND relname ~ '^scan_events_[0-9]{8}$'
          AND longest > 0 AND to_date(right(relname, 8), 'YYYYMMDD') + 1 <= current_date - longest
    LOOP
        EXECUTE format('DROP TABLE public.%I', partition);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;

REVOKE ALL ON FUNCTION make_scan_days(), drop_scan_days() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_scan_days(), drop_scan_days() TO countermark_app;

-- Counts what was recorded before there were roll-ups.
ALTER TABLE scan_events NO FORCE ROW LEVEL SECURITY;
ALTER TABLE scan_rollups NO FORCE ROW LEVEL SECURITY;
ALTER TABLE unit_scans NO FORCE ROW LEVEL SECURITY;
INSERT INTO scan_rollups
    (brand_id, grain, starts_at, product_id, product_batch_id, lot_id, country, language, traffic_class, outcome, scans)
SELECT brand_id, grain, date_trunc(grain, scanned_at, 'UTC'), product_id, product_batch_id, lot_id, country, language,
       traffic_class, outcome, count(*)
FROM scan_events CROSS JOIN (VALUES ('hour'), ('day')) AS grains (grain)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
INSERT INTO unit_scans (brand_id, unit_number, first_scanned_at, last_scanned_at, scans)
SELECT brand_id, unit_number, min(scanned_at), max(scanned_at), count(*)
FROM scan_events
WHERE unit_number IS NOT NULL AND traffic_class = 'human'
GROUP BY 1, 2;
ALTER TABLE scan_events FORCE ROW LEVEL SECURITY;
ALTER TABLE scan_rollups FORCE ROW LEVEL SECURITY;
ALTER TABLE unit_scans FORCE ROW LEVEL SECURITY;
