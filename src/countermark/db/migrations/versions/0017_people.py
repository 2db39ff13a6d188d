"""API credentials."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
