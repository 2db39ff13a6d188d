"""Passport templates, themes, snapshots."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
