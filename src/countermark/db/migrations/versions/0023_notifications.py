"""The outbox, notifications, mail, webhooks."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
