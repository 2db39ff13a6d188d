"""The database: embedded server, pool, the brand transaction, migrations."""
