-- Chunks of scans are lines of COPY's text form (decision 0026). Those that wait as JSON arrays are written anew.

-- The owner of the table is bound by forced row-level security too, and this is for every brand.
ALTER TABLE scan_log NO FORCE ROW LEVEL SECURITY;
UPDATE scan_log
SET scans = (
    SELECT convert_to(string_agg(line, E'\n' ORDER BY place) || E'\n', 'UTF8')
    FROM (
        SELECT place, string_agg(coalesce(
            replace(replace(replace(replace(value, '\', '\\'), E'\t', '\t'), E'\n', '\n'), E'\r', '\r'),
            '\N'), E'\t' ORDER BY column_place) AS line
        FROM jsonb_array_elements(replace(convert_from(scans, 'UTF8'), '\u0000', '%00')::jsonb)
             WITH ORDINALITY AS events (event, place)
        CROSS JOIN jsonb_array_elements_text(event) WITH ORDINALITY AS columns (value, column_place)
        GROUP BY place
    ) AS lines
);
ALTER TABLE scan_log FORCE ROW LEVEL SECURITY;
