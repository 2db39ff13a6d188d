-- Files of products and their metadata.
SELECT;
