"""list_products: pages, filters, search."""

from typing import Any

import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_gtin, new_product
from tests.support.server import LiveServer


async def names(brand: Brand, **arguments: Any) -> list[str]:
    """The English names in one page."""
    return [item["name"]["en"] for item in (await brand.call("list_products", **arguments))["items"]]


async def some_products(brand: Brand) -> None:
    """Four products that differ in everything a list can ask for."""
    sku = [{"identifier_type": "sku", "raw_value": "Straße-7"}]
    await new_product(brand, name={"en": "Jacket", "de": "Überwurf"}, identifiers=sku)
    await brand.call("create_product", name={"en": "Washer"}, commercial_status="INACTIVE")
    gone = await new_product(brand, name={"en": "Gone"}, identifiers=[])
    await brand.call("archive_product", product_id=gone["product_id"])
    await new_product(brand, name={"en": "Lamp"})


async def test_pages_follow_each_other_without_gap_or_repeat(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    made = [(await brand.call("create_product", name={"en": str(number)}))["product_id"] for number in range(5)]
    seen, cursor, more = [], None, True
    while more:
        page = await brand.call("list_products", limit=2, cursor=cursor)
        assert list(page) == ["items", "has_more", "next_cursor"]
        seen += [item["product_id"] for item in page["items"]]
        cursor, more = page["next_cursor"], page["has_more"]
    assert seen == made[::-1]


async def test_an_empty_brand_has_an_empty_page(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    assert await brand.call("list_products") == {"items": [], "has_more": False, "next_cursor": None}


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ({}, ["Lamp", "Washer", "Jacket"]),
        ({"include_archived": True}, ["Lamp", "Gone", "Washer", "Jacket"]),
        ({"commercial_status": "INACTIVE"}, ["Washer"]),
        ({"readiness": "READY"}, ["Lamp", "Jacket"]),
        ({"readiness": "NOT_READY"}, ["Washer"]),
        ({"query": "ack"}, ["Jacket"]),
        ({"query": " ÜBERW "}, ["Jacket"]),
        ({"query": "STRASSE"}, ["Jacket"]),
        ({"query": "%"}, []),
        ({"query": ""}, ["Lamp", "Washer", "Jacket"]),
        ({"query": "de"}, []),
        ({"missing_field": "core.identity.model"}, ["Washer"]),
        ({"missing_field": "core.identity.model", "include_archived": True, "query": "gone"}, []),
        ({"has_gtin": True}, ["Lamp"]),
        ({"has_gtin": False}, ["Washer", "Jacket"]),
        ({"created_from": "2000-01-01", "created_to": "9999-12-31"}, ["Lamp", "Washer", "Jacket"]),
        ({"created_to": "2000-01-01"}, []),
        ({"updated_from": "9000-01-01"}, []),
        ({"updated_from": "2000-01-01", "updated_to": "9998-12-31"}, ["Lamp", "Washer", "Jacket"]),
    ],
)
async def test_filters_and_search(live_server: LiveServer, arguments: dict[str, Any], found: list[str]) -> None:
    brand = await new_brand(live_server)
    await some_products(brand)
    assert await names(brand, **arguments) == found


async def test_a_gtin_is_found_in_each_of_its_lengths(live_server: LiveServer) -> None:
    brand, gtin = await new_brand(live_server), new_gtin()
    await new_product(brand, name={"en": "Found"}, identifiers=[{"identifier_type": "ean", "raw_value": gtin}])
    await new_product(brand)
    assert await names(brand, query=gtin) == await names(brand, query=f"0{gtin}") == ["Found"]


ORDERS = {
    "newest": ["e", "d", "c", "b", "a"],
    "oldest": ["a", "b", "c", "d", "e"],
    "changed": ["b", "e", "d", "c", "a"],
    "name": ["e", "d", "c", "b", "a"],
    "name_backwards": ["a", "b", "c", "d", "e"],
    "sku": ["d", "a", "c", "b", "e"],
    "sku_backwards": ["c", "a", "d", "b", "e"],
}
NAMES = {"a": {"en": "Zebra"}, "b": {"fr": "Ôtite"}, "c": {"en": "oasis"}, "d": {"en": "Älpler"}, "e": {"en": "alp"}}
SKUS = {"a": "B-2", "c": "c-3", "d": "a-1"}


@pytest.fixture(scope="module")
async def five(live_server: LiveServer) -> tuple[Brand, dict[str, str]]:
    """A brand with five products and their letters by id; b was changed last."""
    brand, letters = await new_brand(live_server), {}
    for letter, name in NAMES.items():
        skus = [{"identifier_type": "sku", "raw_value": SKUS[letter]}] if letter in SKUS else []
        made = await brand.call("create_product", name=name, identifiers=skus)
        letters[made["product_id"]] = letter
    changed = next(product_id for product_id, letter in letters.items() if letter == "b")
    await brand.call("update_product", product_id=changed, patch={"commercial_status": "INACTIVE"})
    return brand, letters


async def test_a_sector_is_named_or_told_by_its_facts(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await brand.call("choose_field_packs", packs=["battery", "textile"])
    for name, attributes in {
        "Cell": {"core.identity.sector": "battery", "textile.size": "M"},
        "Pack": {"battery.chemistry": "LFP"},
        "Jacket": {"textile.size": "M"},
        "Spoon": {},
    }.items():
        await brand.call("create_product", name={"en": name}, attributes=attributes)
    assert await names(brand, pack="battery", sort="name") == ["Cell", "Pack"]
    assert await names(brand, pack="textile") == ["Jacket"]


async def test_products_stand_by_how_complete_they_are(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    for name, attributes in {"Whole": READY_ATTRIBUTES, "Empty": {}, "Begun": {"core.identity.model": "B"}}.items():
        await brand.call("create_product", name={"en": name}, attributes=attributes)
    assert await names(brand, sort="least_complete") == ["Empty", "Begun", "Whole"]
    page = await brand.call("list_products", sort="most_complete", limit=1)
    assert [item["name"]["en"] for item in page["items"]] == ["Whole"]
    assert await names(brand, sort="most_complete", cursor=page["next_cursor"]) == ["Begun", "Empty"]


@pytest.mark.parametrize("limit", [2, 4, 5])
@pytest.mark.parametrize("sort", ORDERS)
async def test_every_order_is_paged_without_gap_or_repeat(
    five: tuple[Brand, dict[str, str]], sort: str, limit: int
) -> None:
    brand, letters = five
    seen, cursor, more = [], None, True
    while more:
        page = await brand.call("list_products", limit=limit, cursor=cursor, sort=sort)
        seen += [letters[item["product_id"]] for item in page["items"]]
        cursor, more = page["next_cursor"], page["has_more"]
    assert seen == ORDERS[sort]


async def test_a_cursor_belongs_to_its_order(five: tuple[Brand, dict[str, str]]) -> None:
    brand, _ = five
    page = await brand.call("list_products", limit=2, sort="name")
    error = await brand.refused(400, "list_products", limit=2, sort="sku", cursor=page["next_cursor"])
    assert error["details"].startswith("_cursor")


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("limit", 0),
        ("limit", 201),
        ("limit", "5"),
        ("cursor", "x"),
        ("query", "\x00"),
        ("readiness", "ready"),
        ("sort", "best"),
        ("missing_field", "a\n"),
        ("created_to", "soon"),
    ],
)
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any) -> None:
    error = await shared_brand.refused(400, "list_products", **{argument: value})
    assert error["details"].startswith(f"_{argument}")


async def test_another_brand_s_products_are_not_listed(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product = await new_product(theirs)
    assert await names(mine, query=product["identifiers"]["gtin"], include_archived=True) == []
    await mine.owner.refused(403, "list_products", brand_id=theirs.id)
