"""Brings a database to the current schema: Alembic with plain SQL revisions, by the owning role."""

from pathlib import Path

import psycopg
from psycopg import sql

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
    found = status(url)
    if found["current"] != found["newest"]:
        _upgrade(url)


def status(url: str) -> dict[str, str | None]:
    """The database's revision and the newest one: ``{"current", "newest"}``."""
    with psycopg.connect(url) as connection:
        made = connection.execute("SELECT to_regclass('alembic_version') IS NOT NULL").fetchone()
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if made and made[0] else None
    return {"current": row[0] if row else None, "newest": revisions()[-1]}


def revisions() -> list[str]:
    """Every revision, oldest first. They are numbered, and their files begin with the number."""
    return sorted(path.name.split("_")[0] for path in MIGRATIONS.glob("versions/[0-9]*.py"))


def create_database(admin_url: str, name: str) -> None:
    """Creates database ``name`` unless it is there; ``admin_url`` names a login that may."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name))
            )


def _upgrade(url: str) -> None:
    # Loaded here: it takes a quarter of a second, which every start would pay and hardly any needs.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = "postgresql+psycopg://" + url.split("://", 1)[1]
    command.upgrade(config, "head")
