"""Row-level security is the second lock: it holds even for a query that forgot the brand."""

from uuid import UUID

import asyncpg
import pytest

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction, platform_transaction
from tests.support.client import new_brand
from tests.support.server import LiveServer


async def test_a_query_without_the_brand_sees_only_its_own(live_server: LiveServer, pool: Pool) -> None:
    mine = await new_brand(live_server)
    await new_brand(live_server)
    async with brand_transaction(pool, UUID(mine.id), SYSTEM_ACTOR, b"") as tx:
        assert [str(row["brand_id"]) for row in await tx.connection.fetch("SELECT brand_id FROM brands")] == [mine.id]


async def test_outside_a_brand_there_is_nothing(live_server: LiveServer, pool: Pool) -> None:
    await new_brand(live_server)
    async with platform_transaction(pool) as connection:
        assert await connection.fetchval("SELECT count(*) FROM brands") == 0


async def test_writing_into_another_brand_is_refused_by_the_database(live_server: LiveServer, pool: Pool) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    statement = "INSERT INTO roles (brand_id, role, title, permissions) VALUES ($1, 'spy', 'Spy', '{}')"
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with brand_transaction(pool, UUID(mine.id), SYSTEM_ACTOR, b"") as tx:
            await tx.connection.execute(statement, UUID(theirs.id))


async def test_the_brand_of_a_transaction_does_not_outlive_it(live_server: LiveServer, pool: Pool) -> None:
    mine = await new_brand(live_server)
    async with brand_transaction(pool, UUID(mine.id), SYSTEM_ACTOR, b"") as tx:
        pid = await tx.connection.fetchval("SELECT pg_backend_pid()")
    async with pool.acquire() as connection:
        assert await connection.fetchval("SELECT pg_backend_pid()") == pid
        assert await connection.fetchval("SELECT count(*) FROM brands") == 0


async def rename_and_fail(pool: Pool, brand_id: UUID) -> None:
    async with brand_transaction(pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        await tx.connection.execute("UPDATE brands SET name = 'Changed'")
        raise RuntimeError("halfway")


async def test_an_error_rolls_everything_back(live_server: LiveServer, pool: Pool) -> None:
    mine = await new_brand(live_server)
    with pytest.raises(RuntimeError, match="halfway"):
        await rename_and_fail(pool, UUID(mine.id))
    assert (await mine.call("get_brand"))["name"] != "Changed"
