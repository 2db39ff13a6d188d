"""Own serials, unit revocations, mint batch history, sandbox mints."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
