"""cancel_bulk_update_job: at once, also in the midst of a chunk, and what was not done can be done later."""

import asyncio

import psycopg

from tests.features.bulk_updates.bulk import ended, items, models, outcomes, products, run
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.server import LiveServer
from tests.support.waiting import until


async def test_a_chunk_in_work_is_taken_back_and_can_be_gone_on_with(shared_brand: Brand, database_url: str) -> None:
    ids = await products(shared_brand, 3)
    with psycopg.connect(database_url) as blocker:
        blocker.execute("SELECT FROM products WHERE product_id = %s FOR UPDATE", (ids[2],))
        job = await shared_brand.call("create_bulk_update_job", items=items(ids, "City 97"))
        await until(lambda: asyncio.to_thread(_waiting, database_url), lambda waiting: waiting > 0)
        cancelled = await shared_brand.call("cancel_bulk_update_job", job_id=job["id"])
        assert (cancelled["status"], cancelled["processed_items"]) == ("cancelled", 0)
        assert await shared_brand.call("cancel_bulk_update_job", job_id=job["id"]) == cancelled
        blocker.rollback()
        await until(lambda: asyncio.to_thread(_waiting, database_url), lambda waiting: waiting == 0)
    assert await models(shared_brand, ids) == ["City 28"] * 3
    assert await outcomes(shared_brand, job) == dict.fromkeys(ids, "pending")
    await shared_brand.call("retry_bulk_update_job", job_id=job["id"])
    assert (await ended(shared_brand, job))["status"] == "completed"
    assert await models(shared_brand, ids) == ["City 97"] * 3


async def test_what_has_ended_cannot_be_cancelled(shared_brand: Brand) -> None:
    job = await run(shared_brand, items=items([NOBODYS_ID], "x"))
    assert (await shared_brand.refused(409, "cancel_bulk_update_job", job_id=job["id"]))["code"] == "JOB_ENDED"


async def test_another_brand_cancels_nothing(shared_brand: Brand, live_server: LiveServer) -> None:
    job = await run(shared_brand, items=items([NOBODYS_ID], "x"))
    other = await new_brand(live_server)
    error = await other.refused(400, "cancel_bulk_update_job", job_id=job["id"])
    assert error == await other.refused(400, "cancel_bulk_update_job", job_id=NOBODYS_ID)


def _waiting(database_url: str) -> int:
    """How many connections to the database wait for a lock."""
    with psycopg.connect(database_url) as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        row = connection.execute(query).fetchone()
        return int(row[0]) if row else 0
