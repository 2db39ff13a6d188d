"""The buffer of scans, against a real database that comes and goes."""

import asyncio
from collections.abc import AsyncIterator, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from structlog.testing import capture_logs

from countermark.db.pool import Pool, open_pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.scans import scan_buffer
from countermark.features.scans.dropped_scans import Drop, DroppedScans, note_drop
from countermark.features.scans.record_scans import chunk_of, record_scans
from countermark.features.scans.scan_buffer import ScanBuffer
from countermark.features.scans.scan_event import Outcome, ScanEvent, TrafficClass
from countermark.features.scans.unfold_scans import queries, unfold_scans
from countermark.kit.clock import now
from tests.support.databases import new_database
from tests.support.waiting import until


def scan_of(brand_id: UUID, path: str = "/01/09506000134352") -> ScanEvent:
    facts = (None, None, None, None, None)
    return ScanEvent(brand_id, now(), *facts, path, "", None, "Safari", TrafficClass.HUMAN, "de", Outcome.RESOLVED)


def as_seen(event: ScanEvent) -> ScanEvent:
    """What is added to the buffer here is an event already."""
    return event


def brand_of(event: ScanEvent) -> UUID:
    """Whose scan it is."""
    return event.brand_id


async def recorded(pool: Pool, brand_id: UUID) -> int:
    """How many scans the brand has, once all that its log holds are unfolded."""
    async with brand_transaction(pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        while await unfold_scans(tx):
            pass
        count: int = await tx.connection.fetchval("SELECT count(*) FROM scan_events")
    return count


async def told(pool: Pool, brand_id: UUID) -> list[int]:
    """What the brand knows of dropped scans, an entry an outage."""
    async with brand_transaction(pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        return [row["scans"] for row in await tx.connection.fetch("SELECT scans FROM dropped_scans ORDER BY began_at")]


async def said(logs: list[MutableMapping[str, Any]]) -> list[str]:
    """What was logged so far."""
    return [line["event"] for line in logs]


@contextmanager
def away(server_url: str, url: str) -> Iterator[None]:
    """For the block, the database takes no connection and has none."""
    name = conninfo_to_dict(url)["dbname"]
    with psycopg.connect(server_url.format(database="postgres"), autocommit=True) as server:
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        try:
            yield
        finally:
            server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


@pytest.fixture
async def own_pool(database_url: str) -> AsyncIterator[Pool]:
    """A pool whose connections a test may break."""
    pool = await open_pool(database_url, size=3)
    yield pool
    await pool.close()


@pytest.fixture
async def other_pool(database_url: str) -> AsyncIterator[Pool]:
    """A pool to look through while the own one is broken."""
    pool = await open_pool(database_url, size=1)
    yield pool
    await pool.close()


async def test_scans_are_written_soon_and_apart_by_brand(own_pool: Pool) -> None:
    brands = [uuid4() for _ in range(3)]
    buffer = ScanBuffer(own_pool, b"", as_seen, brand_of, flush_s=0.01)
    buffer.start()
    for number in range(30):
        buffer.add(scan_of(brands[number % 3]))
    for brand_id in brands:
        await until(lambda brand_id=brand_id: recorded(own_pool, brand_id), lambda count: count == 10)  # type: ignore[misc]
    await buffer.stop()


async def test_a_stop_writes_all_that_waits(own_pool: Pool) -> None:
    brand_id, many = uuid4(), 2 * scan_buffer.CHUNK + 7
    buffer = ScanBuffer(own_pool, b"", as_seen, brand_of, flush_s=3600)
    buffer.start()
    for _ in range(many):
        buffer.add(scan_of(brand_id))
    await buffer.stop()
    assert (buffer.waiting, await recorded(own_pool, brand_id)) == (0, many)


async def test_what_is_too_much_is_dropped_and_counted(own_pool: Pool) -> None:
    brand_id = uuid4()
    buffer = ScanBuffer(own_pool, b"", as_seen, brand_of, flush_s=3600, most_waiting=5)
    for _ in range(8):
        buffer.add(scan_of(brand_id))
    assert (buffer.waiting, buffer.dropped) == (5, 3)
    buffer.start()
    await buffer.stop()
    assert await recorded(own_pool, brand_id) == 5


async def test_brands_learn_what_was_dropped_while_the_database_was_away(server_url: str) -> None:
    url, brands = new_database(server_url), [uuid4(), uuid4()]
    pool = await open_pool(url, size=2)
    buffer = ScanBuffer(pool, b"", as_seen, brand_of, flush_s=0.01, most_waiting=4)
    with capture_logs() as logs:
        with away(server_url, url):
            buffer.start()
            for number in range(10):
                buffer.add(scan_of(brands[0] if number < 7 else brands[1]))
            await until(lambda: said(logs), lambda events: "scans cannot be written; trying again" in events)
            buffer.add(scan_of(brands[1]))
            assert (buffer.waiting, buffer.dropped) == (4, 7)
        await until(lambda: told(pool, brands[1]), lambda drops: drops == [4])
        assert (await told(pool, brands[0]), await recorded(pool, brands[0])) == ([3], 4)
        buffer.add(scan_of(brands[1]))
        await buffer.stop()
    assert (await told(pool, brands[1]), await recorded(pool, brands[1])) == ([4], 1)
    (begun,) = [line for line in logs if line["event"].startswith("scans are being dropped")]
    (ended,) = [line for line in logs if line["event"] == "scans are no longer dropped"]
    assert (begun["log_level"], begun["waiting"], ended["log_level"], ended["dropped"]) == ("warning", 4, "warning", 7)
    await pool.close()


async def test_a_count_of_dropped_scans_sent_twice_is_kept_once(own_pool: Pool) -> None:
    brand_id, dropping = uuid4(), DroppedScans()
    assert [dropping.add(brand_id) for _ in range(3)] == [True, False, False]
    (drop,) = dropping.take()
    for _ in range(2):
        async with brand_transaction(own_pool, brand_id, SYSTEM_ACTOR, b"") as tx:
            await note_drop(tx, drop)
    assert await told(own_pool, brand_id) == [3]
    assert (bool(dropping), list(dropping.take()), dropping.add(brand_id)) == (False, [], True)


async def test_a_brand_is_not_told_what_another_lost(own_pool: Pool) -> None:
    drop = Drop(uuid4(), uuid4(), now(), 5)
    async with brand_transaction(own_pool, drop.brand_id, SYSTEM_ACTOR, b"") as tx:
        await note_drop(tx, drop)
    async with brand_transaction(own_pool, uuid4(), SYSTEM_ACTOR, b"") as tx:
        assert await tx.connection.fetchval("SELECT count(*) FROM dropped_scans") == 0


async def test_scans_outlive_a_broken_connection(own_pool: Pool, other_pool: Pool, owner: psycopg.Connection) -> None:
    brand_id = uuid4()
    async with own_pool.acquire() as connection:
        await connection.execute("SELECT 1")
        broken = connection.get_server_pid()
    owner.execute("SELECT pg_terminate_backend(%s)", (broken,))
    buffer = ScanBuffer(own_pool, b"", as_seen, brand_of, flush_s=0.01)
    buffer.add(scan_of(brand_id))
    buffer.start()
    await until(lambda: recorded(other_pool, brand_id), lambda count: count == 1)
    await buffer.stop()


async def test_a_chunk_sent_twice_is_written_once(own_pool: Pool) -> None:
    brand_id = uuid4()
    chunk = chunk_of([scan_of(brand_id) for _ in range(20)])
    for _ in range(2):
        async with brand_transaction(own_pool, brand_id, SYSTEM_ACTOR, b"") as tx:
            await record_scans(tx, chunk)
    assert await recorded(own_pool, brand_id) == 20
    assert (chunk.chunk_id.version, chunk.chunk_id.variant) == (7, "specified in RFC 4122")


async def test_two_workers_unfold_each_scan_once(own_pool: Pool) -> None:
    brand_id = uuid4()
    for _ in range(6):
        async with brand_transaction(own_pool, brand_id, SYSTEM_ACTOR, b"") as tx:
            await record_scans(tx, chunk_of([scan_of(brand_id) for _ in range(50)]))

    async def worker() -> None:
        is_more = True
        while is_more:
            async with brand_transaction(own_pool, brand_id, SYSTEM_ACTOR, b"") as tx:
                is_more = bool(await unfold_scans(tx, most_chunks=1))

    await asyncio.gather(worker(), worker())
    assert await recorded(own_pool, brand_id) == 300


async def test_what_a_lost_worker_had_in_hand_is_unfolded_by_the_next(
    own_pool: Pool, other_pool: Pool, owner: psycopg.Connection
) -> None:
    brand_id = uuid4()
    async with brand_transaction(own_pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        await record_scans(tx, chunk_of([scan_of(brand_id)]))

    async def be_lost() -> None:
        async with brand_transaction(own_pool, brand_id, SYSTEM_ACTOR, b"") as tx:
            assert await unfold_scans(tx) == 1
            owner.execute("SELECT pg_terminate_backend(%s)", (tx.connection.get_server_pid(),))
            await tx.connection.execute("SELECT 1")

    with pytest.raises((asyncpg.PostgresConnectionError, asyncpg.InterfaceError)):
        await be_lost()
    assert await recorded(other_pool, brand_id) == 1


async def test_a_bell_that_rings_again_is_not_answered(own_pool: Pool) -> None:
    brand_id = uuid4()

    async def ring() -> int:
        async with brand_transaction(own_pool, brand_id, SYSTEM_ACTOR, b"") as tx:
            await record_scans(tx, chunk_of([scan_of(brand_id)]))
        waiting = {row["brand_id"]: row["rung"] async for row in queries.list_brands_with_scans(own_pool)}
        return int(waiting[brand_id])

    first, second = await ring(), await ring()
    assert await queries.answer_ring(own_pool, brand_id=brand_id, rung=first) == "DELETE 0"
    assert await queries.answer_ring(own_pool, brand_id=brand_id, rung=second) == "DELETE 1"


async def test_a_scan_with_a_nul_is_kept_in_the_form_a_link_may_have(own_pool: Pool) -> None:
    brand_id = uuid4()
    buffer = ScanBuffer(own_pool, b"", as_seen, brand_of, flush_s=3600)
    buffer.add(scan_of(brand_id, "/\0"))
    buffer.start()
    await buffer.stop()
    assert await recorded(own_pool, brand_id) == 1
    async with brand_transaction(own_pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        assert await tx.connection.fetchval("SELECT path FROM scan_events") == "/%00"


async def test_a_brand_cannot_record_scans_of_another(own_pool: Pool) -> None:
    chunk = chunk_of([scan_of(uuid4())])
    async with brand_transaction(own_pool, uuid4(), SYSTEM_ACTOR, b"") as tx:
        await record_scans(tx, chunk)
        await unfold_scans(tx)
        assert await tx.connection.fetchval("SELECT count(*) FROM scan_events") == 0
    assert await recorded(own_pool, chunk.brand_id) == 0
    mine = uuid4()
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with brand_transaction(own_pool, mine, SYSTEM_ACTOR, b"") as tx:
            await tx.connection.execute(
                "INSERT INTO scan_events (brand_id, scanned_at, path, query, agent_family, traffic_class, outcome) "
                "VALUES ($1, now(), '', '', '', 'human', 'resolved')",
                uuid4(),
            )


async def test_a_stop_before_a_start_is_no_harm(own_pool: Pool) -> None:
    await asyncio.wait_for(ScanBuffer(own_pool, b"", as_seen, brand_of, flush_s=1).stop(), 1)
