"""What imports, lists and search need at a million products."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
