"""The application's connections: always as a role that row-level security binds."""

from typing import TYPE_CHECKING, TypeAlias

import asyncpg
import msgspec

APPLICATION_ROLE = "countermark_app"
MINIMUM_VERSION = 18
if TYPE_CHECKING:  # generic in the type stubs only
    Connection: TypeAlias = asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]
    Pool: TypeAlias = asyncpg.Pool[asyncpg.Record]
    BaseConnection: TypeAlias = asyncpg.Connection[asyncpg.Record]
else:
    Connection, Pool, BaseConnection = asyncpg.Connection, asyncpg.Pool, asyncpg.Connection


class DatabaseUnfit(RuntimeError):
    """The database cannot be used; the message says why and what to do."""


class _Connection(BaseConnection):
    """Skips asyncpg's reset statement on release: all session state here is ``SET LOCAL`` and ends with its
    transaction, and the round trip would be paid by every request."""

    def get_reset_query(self) -> str:
        return ""


async def _prepare(connection: Connection) -> None:
    for kind in ("json", "jsonb"):
        await connection.set_type_codec(
            kind,
            encoder=lambda value: msgspec.json.encode(value).decode(),
            decoder=msgspec.json.decode,
            schema="pg_catalog",
        )


async def open_pool(url: str, *, size: int = 10) -> Pool:
    """A pool of connections under the application role.

    Raises:
        DatabaseUnfit: the server is older than PostgreSQL 18, not migrated, or the role could bypass row security.
    """
    await _check_version(url)
    pool: Pool = await asyncpg.create_pool(
        url,
        min_size=1,
        max_size=size,
        init=_prepare,
        connection_class=_Connection,
        server_settings={
            "role": APPLICATION_ROLE,
            "application_name": "countermark",
            "statement_timeout": "60s",
            "idle_in_transaction_session_timeout": "60s",
            "timezone": "UTC",
        },
    )
    try:
        await _check_role(pool)
    except BaseException:
        await pool.close()
        raise
    return pool


async def _check_version(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        version = connection.get_server_version()
        migrated = await connection.fetchval("SELECT to_regclass('public.deployment') IS NOT NULL")
    finally:
        await connection.close()
    if version.major < MINIMUM_VERSION:
        raise DatabaseUnfit(
            f"PostgreSQL {version.major} is too old: Countermark needs {MINIMUM_VERSION} or newer. "
            "Upgrade the server, or unset DATABASE_URL to use the embedded one."
        )
    if not migrated:
        raise DatabaseUnfit("the database has no Countermark schema yet: run `countermark db migrate` first")


async def _check_role(pool: Pool) -> None:
    powers = await pool.fetchrow(
        "SELECT rolname, rolsuper OR rolbypassrls AS unbound FROM pg_roles WHERE rolname = current_user"
    )
    if powers is None or powers["unbound"]:
        raise DatabaseUnfit(
            f"the role {APPLICATION_ROLE} may bypass row-level security: remove SUPERUSER and BYPASSRLS"
        )
