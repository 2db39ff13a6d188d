"""Saved views of the product list, and what its order needs."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
