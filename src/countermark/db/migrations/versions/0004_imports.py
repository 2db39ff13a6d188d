"""Imports of products: the file, its rows, their verdicts and outcomes."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
