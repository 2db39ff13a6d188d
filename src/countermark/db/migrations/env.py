"""Alembic's entry: one transaction a revision, with timeouts so that a migration never queues behind traffic."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(context.config.attributes["url"], poolclass=NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        connection.exec_driver_sql("SET lock_timeout = '5s'; SET statement_timeout = '10min'")
        context.run_migrations()
    connection.commit()
