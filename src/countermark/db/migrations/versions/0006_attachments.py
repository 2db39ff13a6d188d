"""Files of products and their metadata."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
