"""Label templates, label jobs and NFC keys."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
