"""Signing keys, status lists, credentials."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
