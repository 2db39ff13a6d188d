"""Permissions for members, operators, templates and amendments."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
