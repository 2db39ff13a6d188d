"""Economic operators and facilities."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
