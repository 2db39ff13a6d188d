-- The brand's schema: its industry's packs, its custom fields, and what a product lacks.
SELECT;
