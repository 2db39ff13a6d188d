"""cancel_export: at once, also while its file is being written; nothing half made is offered."""

from pathlib import Path

from tests.features.exports.exporting import exported, packs_of
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer
from tests.support.waiting import until


async def test_a_file_in_work_is_given_up(shared_brand: Brand, home: Path) -> None:
    batch = (await new_mint_batch(shared_brand, requested_quantity=400_000))["mint_batch_id"]
    export = await shared_brand.call("create_export", mint_batch_id=batch, kind="full_manifest", format="xlsx")
    key = {"export_id": export["export_id"]}
    await until(lambda: shared_brand.call("get_export", **key), lambda now: bool(now["done_units"] > 0))
    cancelled = await shared_brand.call("cancel_export", **key)
    assert (cancelled["status"], cancelled["completed_files"]) == ("cancelled", 0)
    assert await shared_brand.call("cancel_export", **key) == cancelled
    # The next export of this mint batch has to wait until the one in work has been given up.
    await exported(shared_brand, batch, format="packs", packs=[40])
    assert (await shared_brand.call("get_export", **key))["status"] == "cancelled"
    assert [file["status"] for file in await packs_of(shared_brand, export)] == ["pending"]
    assert [*(home / "objects" / shared_brand.id / "exports" / export["export_id"]).glob("*")] == []


async def test_what_has_ended_cannot_be_cancelled(shared_brand: Brand) -> None:
    export = await exported(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    error = await shared_brand.refused(409, "cancel_export", export_id=export["export_id"])
    assert error["code"] == "EXPORT_ENDED"


async def test_another_brand_cancels_nothing(shared_brand: Brand, live_server: LiveServer) -> None:
    export = await exported(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    other = await new_brand(live_server)
    error = await other.refused(400, "cancel_export", export_id=export["export_id"])
    assert error == await other.refused(400, "cancel_export", export_id=NOBODYS_ID)
