"""Brings a database to the current schema: Alembic with plain SQL revisions, by the owning role."""

from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg import sql
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from countermark.db.pool import MINIMUM_VERSION, DatabaseUnfit

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(url: str) -> None:
    """Runs every revision that is missing. Each is one transaction with lock and statement timeouts.

    Raises:
        DatabaseUnfit: the server is older than PostgreSQL 18.
    """
    with psycopg.connect(url) as connection:
        if connection.info.server_version // 10_000 < MINIMUM_VERSION:
            raise DatabaseUnfit(
                f"PostgreSQL {connection.info.server_version // 10_000} is too old: "
                f"Countermark needs {MINIMUM_VERSION} or newer"
            )
    command.upgrade(_config(url), "head")


def status(url: str) -> dict[str, str | None]:
    """The database's revision and the newest one: ``{"current", "newest"}``."""
    engine = create_engine(_driver_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return {"current": current, "newest": ScriptDirectory.from_config(_config(url)).get_current_head()}


def create_database(admin_url: str, name: str) -> None:
    """Creates database ``name`` unless it is there; ``admin_url`` names a login that may."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name))
            )


def _driver_url(url: str) -> str:
    return "postgresql+psycopg://" + url.split("://", 1)[1]


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = _driver_url(url)
    return config
