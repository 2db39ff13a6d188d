-- Bulk updates of products: jobs and their items.
SELECT;
