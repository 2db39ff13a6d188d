"""Amendments of published passports."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0027"
down_revision = "0025"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
