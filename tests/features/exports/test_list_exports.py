"""list_exports: the newest first, page by page, filtered."""

from tests.features.exports.exporting import exported
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


async def test_pages_hold_every_export_once(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    one, two = [(await new_mint_batch(brand))["mint_batch_id"] for _ in range(2)]
    made = [(await exported(brand, batch))["export_id"] for batch in (one, two, one)]
    first = await brand.call("list_exports", limit=2)
    second = await brand.call("list_exports", limit=2, cursor=first["next_cursor"])
    assert [export["export_id"] for export in first["items"] + second["items"]] == made[::-1]
    assert (first["has_more"], second["has_more"]) == (True, False)
    of_one = await brand.call("list_exports", mint_batch_id=one)
    assert [export["export_id"] for export in of_one["items"]] == [made[2], made[0]]
    assert (await brand.call("list_exports", running=True))["items"] == []
    assert (await brand.call("list_exports", status="failed", mint_batch_id=one))["items"] == []
    assert len((await brand.call("list_exports", status="completed"))["items"]) == 3


async def test_another_brand_lists_none(shared_brand: Brand, live_server: LiveServer) -> None:
    batch = (await new_mint_batch(shared_brand))["mint_batch_id"]
    await exported(shared_brand, batch)
    other = await new_brand(live_server)
    assert (await other.call("list_exports", mint_batch_id=batch))["items"] == []
