"""What minting and carriers still lacked."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
