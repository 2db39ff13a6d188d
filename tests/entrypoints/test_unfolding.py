"""Unfolding in the worker: a brand whose scans cannot be read does not hold up the others."""

import asyncio
from pathlib import Path
from uuid import uuid4

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import open_services
from countermark.entrypoints.worker.unfold_scans import unfold_waiting_scans
from countermark.features.scans.record_scans import Chunk, chunk_of, record_scans
from countermark.kit.settings import load_settings
from tests.support.databases import new_database
from tests.support.scans import event


async def test_scans_that_cannot_be_read_wait_and_the_others_do_not(server_url: str, home: Path) -> None:
    settings = load_settings({}, database_url=new_database(server_url), home=home)
    broken, whole = uuid4(), uuid4()
    async with open_services(settings) as services:
        for chunk in (Chunk(broken, uuid4(), b"no scans", 1), chunk_of([event(whole)])):
            async with brand_transaction(services.pool, chunk.brand_id, SYSTEM_ACTOR, b"") as tx:
                await record_scans(tx, chunk)
        await unfold_waiting_scans(services, asyncio.Event())
        left = {}
        for brand_id in (broken, whole):
            async with brand_transaction(services.pool, brand_id, SYSTEM_ACTOR, b"") as tx:
                left[brand_id] = await tx.connection.fetchval("SELECT count(*) FROM scan_log")
        rung = await services.pool.fetch("SELECT brand_id FROM brands_with_scans")
    assert left == {broken: 1, whole: 0}
    assert [row["brand_id"] for row in rung] == [broken]
