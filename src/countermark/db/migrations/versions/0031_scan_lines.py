"""Chunks of scans as lines of COPY."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
