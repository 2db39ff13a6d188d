"""Exports of mint batches and carrier output profiles."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
