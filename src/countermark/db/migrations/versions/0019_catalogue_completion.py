"""What the catalogue still lacked."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
