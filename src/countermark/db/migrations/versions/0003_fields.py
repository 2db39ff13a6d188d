"""The brand's schema: its industry's packs, its custom fields, and what a product lacks."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
