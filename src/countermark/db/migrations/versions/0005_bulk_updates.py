"""Bulk updates of products: jobs and their items."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
