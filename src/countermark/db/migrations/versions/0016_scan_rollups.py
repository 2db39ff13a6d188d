"""Scan recording modes, partitions, roll-ups and retention."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
