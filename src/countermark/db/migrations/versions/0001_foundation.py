"""Accounts, brands, products, batches, units by range, passports, scans, audit; and the job queue's own tables."""

from alembic import op
from pgqueuer.adapters.persistence.schema_ddl import render_install

from countermark.db.migrations.sql_revision import run_sql
from countermark.db.queue_settings import QUEUE

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Creates everything in an empty database."""
    run_sql(__file__)
    cursor = op.get_bind().connection.cursor()
    cursor.execute(render_install(QUEUE))
    cursor.execute(f"GRANT USAGE ON SCHEMA {QUEUE.db_schema} TO countermark_app")
    cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA {QUEUE.db_schema} TO countermark_app")
    cursor.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA {QUEUE.db_schema} TO countermark_app")
