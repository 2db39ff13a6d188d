"""Invitations, custom roles, sharing."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
