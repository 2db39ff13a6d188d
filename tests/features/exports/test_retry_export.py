"""retry_export: what failed or was cancelled goes on where it ended."""

import psycopg

from tests.features.exports.exporting import ended, exported, packs_of
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


async def test_only_what_is_missing_is_made(shared_brand: Brand, owner: psycopg.Connection) -> None:
    batch = (await new_mint_batch(shared_brand, requested_quantity=20_001))["mint_batch_id"]
    export = await exported(shared_brand, batch, format="packs")
    before = await packs_of(shared_brand, export)
    owner.execute("UPDATE exports SET status = 'failed', error = 'x' WHERE export_id = %s", (export["export_id"],))
    owner.execute(
        "UPDATE export_files SET status = 'failed', sha256 = NULL, size_bytes = NULL, completed_at = NULL "
        "WHERE export_id = %s AND number = 2",
        (export["export_id"],),
    )
    retried = await shared_brand.call("retry_export", export_id=export["export_id"])
    assert (retried["error"], retried["attempts"]) == (None, 0)
    done = await ended(shared_brand, export)
    after = await packs_of(shared_brand, export)
    assert done["status"] == "completed"
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1]["sha256"] == before[1]["sha256"]


async def test_what_is_complete_needs_no_retry(shared_brand: Brand) -> None:
    export = await exported(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    error = await shared_brand.refused(409, "retry_export", export_id=export["export_id"])
    assert error["code"] == "NOTHING_TO_RETRY"


async def test_another_brand_retries_nothing(shared_brand: Brand, live_server: LiveServer) -> None:
    export = await exported(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    other = await new_brand(live_server)
    error = await other.refused(400, "retry_export", export_id=export["export_id"])
    assert error == await other.refused(400, "retry_export", export_id=NOBODYS_ID)
