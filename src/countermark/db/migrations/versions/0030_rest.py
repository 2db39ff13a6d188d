"""Idempotency and platform staff."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0030"
down_revision = "0027"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
