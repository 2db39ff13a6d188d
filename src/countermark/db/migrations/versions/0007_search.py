"""What products and their identifiers are found by."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
