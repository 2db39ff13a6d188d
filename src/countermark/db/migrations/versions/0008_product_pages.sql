-- Saved views of the product list, and what its order needs.
SELECT;
