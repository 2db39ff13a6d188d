"""Unfolding: rows, counts and what is known of units come of the same transaction, exactly."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg
import psycopg
import pytest

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.scans.counted_scan import counted
from countermark.features.scans.forget_scans import forget_scans
from countermark.features.scans.record_scans import chunk_of
from countermark.features.scans.scan_event import TrafficClass
from tests.support.scans import NOON, PRODUCT, event, keep


async def rows(pool: Pool, brand_id: UUID, statement: str) -> list[asyncpg.Record]:
    """What a statement finds in a brand."""
    async with brand_transaction(pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        return await tx.connection.fetch(statement)


async def counts(pool: Pool, brand_id: UUID, grain: str) -> list[tuple[datetime, str | None, int]]:
    """Start, country and number of the counts of a grain."""
    found = await rows(pool, brand_id, "SELECT * FROM scan_rollups ORDER BY starts_at, country NULLS LAST")
    return [(row["starts_at"], row["country"], row["scans"]) for row in found if row["grain"] == grain]


async def test_scans_are_counted_by_hour_and_by_day(pool: Pool) -> None:
    brand_id = uuid4()
    hour, day = NOON.replace(minute=0), NOON.replace(hour=0, minute=0)
    first = [
        event(brand_id),
        event(brand_id),
        event(brand_id, country=None),
        event(brand_id, NOON + timedelta(hours=1)),
    ]
    await keep(pool, chunk_of(first))
    await keep(pool, chunk_of([event(brand_id), event(brand_id, country=None)]))
    later = hour + timedelta(hours=1)
    assert await counts(pool, brand_id, "hour") == [(hour, "DE", 3), (hour, None, 2), (later, "DE", 1)]
    assert await counts(pool, brand_id, "day") == [(day, "DE", 4), (day, None, 2)]


@pytest.mark.parametrize("text", ["/01/\\N", "a\\tb\tc", "\\.", "line\nline\r\n", "\\\\", "\xfc\x85%00", "-", "\"'"])
async def test_text_is_kept_as_it_came(pool: Pool, text: str) -> None:
    brand_id = uuid4()
    await keep(pool, chunk_of([event(brand_id, path=text, query=text, link_type=text, agent_family=text)]))
    (scan,) = await rows(pool, brand_id, "SELECT path, query, link_type, agent_family FROM scan_events")
    assert set(scan.values()) == {text}


async def test_a_unit_knows_its_first_and_last_scan_by_a_person(pool: Pool) -> None:
    brand_id = uuid4()
    crawled = event(brand_id, NOON - timedelta(days=9), traffic_class=TrafficClass.CRAWLER)
    await keep(
        pool, chunk_of([event(brand_id), crawled, event(brand_id, unit_number=8), event(brand_id, unit_number=None)])
    )
    await keep(pool, chunk_of([event(brand_id, NOON - timedelta(hours=1)), event(brand_id, NOON + timedelta(hours=2))]))
    found = await rows(pool, brand_id, "SELECT * FROM unit_scans ORDER BY unit_number")
    facts = [(row["unit_number"], row["first_scanned_at"], row["last_scanned_at"], row["scans"]) for row in found]
    assert facts == [(7, NOON - timedelta(hours=1), NOON + timedelta(hours=2), 3), (8, NOON, NOON, 1)]


async def test_a_chunk_that_comes_again_after_it_was_unfolded_is_not_counted_twice(pool: Pool) -> None:
    brand_id = uuid4()
    chunk = chunk_of([event(brand_id)])
    await keep(pool, chunk)
    await keep(pool, chunk, chunk_of([event(brand_id)]))
    assert [row["scans"] for row in await rows(pool, brand_id, "SELECT scans FROM unit_scans")] == [2]
    assert len(await rows(pool, brand_id, "SELECT FROM scan_events")) == 2


async def test_a_scan_that_is_only_counted_leaves_nothing_of_itself(pool: Pool) -> None:
    brand_id = uuid4()
    await keep(pool, chunk_of([counted(event(brand_id, lot_id=uuid4()))]))
    assert await rows(pool, brand_id, "SELECT FROM scan_events") == []
    assert await rows(pool, brand_id, "SELECT FROM unit_scans") == []
    (only,) = await rows(pool, brand_id, "SELECT * FROM scan_rollups")
    kept = (only["grain"], only["product_id"], only["lot_id"], only["country"], only["scans"])
    assert kept == ("day", PRODUCT, None, "DE", 1)


@pytest.mark.parametrize(("recording", "events", "counted_days"), [("off", 0, 0), ("counters", 0, 1), ("events", 1, 1)])
async def test_what_waits_is_kept_as_the_brand_wants_it_now(
    pool: Pool, owner: psycopg.Connection, recording: str, events: int, counted_days: int
) -> None:
    brand_id = uuid4()
    owner.execute(
        "INSERT INTO brands (brand_id, name, subdomain, scan_recording) VALUES (%s, 'A', 'a', %s)",
        (brand_id, recording),
    )
    await keep(pool, chunk_of([event(brand_id)]))
    assert len(await rows(pool, brand_id, "SELECT FROM scan_events")) == events
    assert len(await rows(pool, brand_id, "SELECT FROM scan_rollups WHERE grain = 'day'")) == counted_days


async def test_scans_past_the_retention_are_forgotten_and_days_stay_counted(
    pool: Pool, owner: psycopg.Connection
) -> None:
    brand_id, today = uuid4(), datetime.now(UTC)
    owner.execute(
        "INSERT INTO brands (brand_id, name, subdomain, scan_retention_days) VALUES (%s, 'A', 'a', 3)", (brand_id,)
    )
    scans = [event(brand_id, today - timedelta(days=age)) for age in (0, 2, 5, 200)]
    await keep(pool, chunk_of(scans))
    async with brand_transaction(pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        assert [await forget_scans(tx), await forget_scans(tx)] == [4, 0]
    assert len(await rows(pool, brand_id, "SELECT FROM scan_events")) == 2
    assert len(await counts(pool, brand_id, "hour")) == 2
    assert len(await counts(pool, brand_id, "day")) == 4


async def test_another_brand_has_neither_counts_nor_units(pool: Pool) -> None:
    brand_id = uuid4()
    await keep(pool, chunk_of([event(brand_id)]))
    for table in ("scan_rollups", "unit_scans", "unfolded_chunks"):
        assert await rows(pool, uuid4(), f"SELECT FROM {table}") == []
