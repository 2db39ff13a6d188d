"""Links of products, lots and units, and the state of their targets."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
