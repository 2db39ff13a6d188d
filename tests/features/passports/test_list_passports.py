"""list_passports."""

from typing import Any

from tests.features.passports.lifecycle import move
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch, new_product
from tests.support.server import LiveServer

LOTS = [{"lot_code": "A", "qty": 4}, {"lot_code": "B", "qty": 6}]


async def listed(brand: Brand, **arguments: Any) -> list[tuple[str, str | None, int]]:
    """Kind, lot and count of everything in the list, page by page."""
    items: list[dict[str, Any]] = []
    page: dict[str, Any] = {"next_cursor": None, "has_more": True}
    while page["has_more"]:
        page = await brand.call("list_passports", cursor=page["next_cursor"], limit=2, **arguments)
        items += page["items"]
    return [(item["kind"], item["lot_code"], item["passport_count"]) for item in items]


async def test_models_mint_batches_and_lots_from_the_newest(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    await new_mint_batch(shared_brand, product_id)
    await new_mint_batch(shared_brand, product_id, identity_mode="batch", lots=LOTS)
    rows = await listed(shared_brand, product_id=product_id)
    assert sorted(rows[:2]) == [("lot", "A", 1), ("lot", "B", 1)]
    assert rows[2:] == [("mint_batch", None, 10), ("product", None, 1)]


async def test_filters_narrow_the_list(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    await new_mint_batch(shared_brand, product_id)
    of_lots = await new_mint_batch(shared_brand, product_id, identity_mode="batch", lots=LOTS)
    await move(shared_brand, {"kind": "lot", "id": of_lots["lots"][0]["lot_id"]}, "published")
    assert await listed(shared_brand, product_id=product_id, kind="mint_batch") == [("mint_batch", None, 10)]
    assert await listed(shared_brand, product_id=product_id, state="published") == [("lot", "A", 1)]
    assert len(await listed(shared_brand, product_id=product_id, kind="lot", state="unpublished")) == 1


async def test_an_entry_is_the_target_of_a_transition(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    await new_mint_batch(shared_brand, product_id)
    page = await shared_brand.call("list_passports", product_id=product_id)
    for item in page["items"]:
        await move(shared_brand, {"kind": item["kind"], "id": item["id"]}, "published")
    assert len(await listed(shared_brand, product_id=product_id, state="published")) == 2


async def test_bad_arguments_are_refused(shared_brand: Brand) -> None:
    for arguments in ({"kind": "unit"}, {"state": "draft"}, {"limit": 0}, {"cursor": "x"}):
        await shared_brand.refused(400, "list_passports", **arguments)


async def test_another_brand_s_passports_do_not_show(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    batch = await new_mint_batch(theirs)
    assert await listed(mine) == []
    assert await listed(mine, product_id=batch["product_id"]) == []
