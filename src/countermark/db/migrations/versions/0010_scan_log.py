"""How scans are recorded."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
