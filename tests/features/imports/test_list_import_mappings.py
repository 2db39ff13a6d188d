"""list_import_mappings."""

from tests.support.client import new_brand
from tests.support.server import LiveServer

MAPPING = [{"column": "MATNR", "target": "sku"}]


async def test_mappings_are_paged_the_latest_first(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    for name in ("one", "two", "three"):
        await brand.call("save_import_mapping", name=name, mapping=MAPPING)
    page = await brand.call("list_import_mappings", limit=2)
    assert ([item["name"] for item in page["items"]], page["has_more"]) == (["three", "two"], True)
    rest = await brand.call("list_import_mappings", cursor=page["next_cursor"])
    assert [item["name"] for item in rest["items"]] == ["one"]
    assert rest["items"][0]["mapping"] == [{"column": "MATNR", "target": "sku", "locale": None, "unit": None}]


async def test_another_brand_s_mappings_are_not_listed(live_server: LiveServer) -> None:
    await (await new_brand(live_server)).call("save_import_mapping", name="theirs", mapping=MAPPING)
    assert (await (await new_brand(live_server)).call("list_import_mappings"))["items"] == []
