"""The one door to a brand's data: a transaction bound to the brand and the actor.

One request or job is one transaction. It commits when the block ends, before the answer leaves; features never commit.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from countermark.db.pool import Connection, Pool


class ActorKind(StrEnum):
    """Who acts: a person, another program by its API credential, or this program, perhaps on behalf of one of them."""

    USER = "user"
    CREDENTIAL = "credential"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is named in the audit log for what happens in a transaction.

    ``user_id`` is the person's id; of a credential its own, so that all that names its maker names that.
    """

    kind: ActorKind
    user_id: UUID | None = None
    permissions: frozenset[str] = field(default_factory=frozenset)


SYSTEM_ACTOR = Actor(ActorKind.SYSTEM)


@dataclass(frozen=True, slots=True)
class Tx:
    """An open transaction of one brand. Everything an operation needs besides its request.

    ``master_key`` unwraps the brand's unit key (32 bytes); ``request_id`` ties audit rows and logs to a request.
    ``origin_of`` gives the scheme and host that the public finds a brand's subdomain at, where the door told it.
    """

    connection: Connection
    brand_id: UUID
    actor: Actor
    master_key: bytes
    request_id: UUID | None = None
    origin_of: Callable[[str], str] | None = None


@asynccontextmanager
async def brand_transaction(
    pool: Pool, brand_id: UUID, actor: Actor, master_key: bytes, request_id: UUID | None = None
) -> AsyncIterator[Tx]:
    """A transaction in which row-level security shows ``brand_id`` and nothing else; commits at the end.

    ``SET LOCAL`` is a statement, not ``set_config()``, because only the statement reaches the workers of a
    distributed database; the UUIDs are parsed ones, so they can stand in its text.
    """
    async with pool.acquire() as connection:
        user = f"; SET LOCAL app.user_id = '{actor.user_id}'" if actor.user_id else ""
        await connection.execute(f"BEGIN; SET LOCAL app.brand_id = '{UUID(int=brand_id.int)}'{user}")
        try:
            yield Tx(connection, brand_id, actor, master_key, request_id)
        except BaseException:
            await connection.execute("ROLLBACK")
            raise
        await connection.execute("COMMIT")


@asynccontextmanager
async def savepoint(tx: Tx) -> AsyncIterator[None]:
    """A part of the transaction that is taken back alone when it raises; its locks are given back too."""
    await tx.connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        await tx.connection.execute("ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part")
        raise
    await tx.connection.execute("RELEASE SAVEPOINT part")


@asynccontextmanager
async def platform_transaction(pool: Pool, user_id: UUID | None = None) -> AsyncIterator[Connection]:
    """A transaction outside any brand: accounts, sessions, host names. Brand tables are empty in it.

    With ``user_id`` the user's own memberships and the names of their brands can be read as well.
    """
    async with pool.acquire() as connection, connection.transaction():
        if user_id is not None:
            await connection.execute(f"SET LOCAL app.user_id = '{UUID(int=user_id.int)}'")
        yield connection


async def enter_brand(connection: Connection, brand_id: UUID) -> None:
    """Shows the tables of one brand in a platform transaction, from here to its end: for public operations, which learn
    from their arguments whose they are."""
    await connection.execute(f"SET LOCAL app.brand_id = '{UUID(int=brand_id.int)}'")
