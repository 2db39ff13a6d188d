-- What products and their identifiers are found by.
SELECT;
