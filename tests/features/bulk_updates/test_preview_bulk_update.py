"""preview_bulk_update: the numbers before, and nothing written."""

from tests.features.bulk_updates.bulk import MODEL, items, models, products
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.server import LiveServer

DESCRIPTION = "core.identity.description"


async def test_items_are_counted_by_what_would_come_of_them(shared_brand: Brand) -> None:
    changes, same = await products(shared_brand, 2)
    wishes = [*items([changes, NOBODYS_ID], "City 50"), *items([same], "City 28")]
    preview = await shared_brand.call("preview_bulk_update", items=wishes)
    counts = [preview[name] for name in ("total_items", "updated_items", "unchanged_items", "error_items")]
    assert counts == [3, 1, 1, 1]
    assert [product["status"] for product in preview["products"]] == ["error", "updated", "unchanged"]
    assert preview["products"][1]["old_value"] == {"attributes": {MODEL: "City 28"}}
    assert preview["products"][1]["new_value"] == {"attributes": {MODEL: "City 50"}}
    assert preview["products"][1]["product_name"] == {"en": "City bicycle"}
    assert await models(shared_brand, [changes]) == ["City 28"]


async def test_what_matches_a_filter_is_counted_by_the_database(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await products(brand, 2)
    await new_product(brand, attributes=READY_ATTRIBUTES | {MODEL: "City 51", DESCRIPTION: {"en": "A", "de": "B"}})
    archived = (await products(brand, 1))[0]
    await brand.call("archive_product", product_id=archived)

    async def counts(**patch: object) -> list[int]:
        preview = await brand.call("preview_bulk_update", filter={"include_archived": True}, patch=patch)
        return [preview[name] for name in ("total_items", "updated_items", "unchanged_items", "error_items")]

    assert await counts(attributes={MODEL: "City 51"}) == [4, 2, 1, 1]
    assert await counts(attributes={DESCRIPTION: None}) == [4, 1, 2, 1]
    assert await counts(texts={DESCRIPTION: {"de": "B"}}) == [4, 2, 1, 1]
    assert await counts(texts={DESCRIPTION: {"de": None}}) == [4, 1, 2, 1]
    assert await counts(name={"en": "City bicycle"}, commercial_status="ACTIVE") == [4, 0, 3, 1]
    assert await counts(commercial_status="INACTIVE") == [4, 3, 0, 1]


async def test_as_many_products_are_shown_as_asked_for(shared_brand: Brand) -> None:
    ids = await products(shared_brand, 3)
    preview = await shared_brand.call("preview_bulk_update", items=items(ids, "City 52"), limit=2)
    assert len(preview["products"]) == 2
    await shared_brand.refused(400, "preview_bulk_update", items=items(ids, "City 52"), limit=0)


async def test_another_brand_is_told_nothing(shared_brand: Brand, live_server: LiveServer) -> None:
    ids = await products(shared_brand, 1)
    other = await new_brand(live_server)
    preview = await other.call("preview_bulk_update", items=items(ids, "theirs"))
    assert (preview["error_items"], preview["products"][0]["product_name"]) == (1, None)
    await other.owner.refused(403, "preview_bulk_update", brand_id=shared_brand.id, items=items(ids, "theirs"))
