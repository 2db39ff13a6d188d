"""The audit log: one row for every mutation, in its transaction; sealed into a hash chain; verifiable."""
