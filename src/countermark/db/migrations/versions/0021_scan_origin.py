"""Where scans come from."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
