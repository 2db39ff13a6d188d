-- The rows of an import come packed: a second compression costs time and gains nothing.
ALTER TABLE import_chunks
    ALTER COLUMN source_rows SET STORAGE EXTERNAL,
    ALTER COLUMN parsed_rows SET STORAGE EXTERNAL,
    ALTER COLUMN match_keys SET STORAGE EXTERNAL;
