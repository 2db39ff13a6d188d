"""New permissions of the built-in roles for minting, carriers, links and scans."""

from countermark.db.migrations.sql_revision import run_sql

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Runs the SQL beside this file."""
    run_sql(__file__)
