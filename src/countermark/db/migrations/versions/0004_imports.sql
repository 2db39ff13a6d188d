-- Imports of products: the file, its rows, their verdicts and outcomes.
SELECT;
