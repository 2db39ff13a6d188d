"""What roles may do with fields, imports, bulk updates and attachments."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
