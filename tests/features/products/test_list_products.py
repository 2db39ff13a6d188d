"""list_products: pages, filters, search."""

from typing import Any

import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import new_gtin, new_product
from tests.support.server import LiveServer


async def names(brand: Brand, **arguments: Any) -> list[str]:
    """The English names in one page."""
    return [item["name"]["en"] for item in (await brand.call("list_products", **arguments))["items"]]


async def some_products(brand: Brand) -> None:
    """Three products that differ in everything a list can ask for."""
    sku = [{"identifier_type": "sku", "raw_value": "Straße-7"}]
    await new_product(brand, name={"en": "Jacket", "de": "Überwurf"}, identifiers=sku)
    await brand.call("create_product", name={"en": "Washer"}, commercial_status="INACTIVE")
    gone = await new_product(brand, name={"en": "Gone"}, identifiers=[])
    await brand.call("archive_product", product_id=gone["product_id"])


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
        ({}, ["Washer", "Jacket"]),
        ({"include_archived": True}, ["Gone", "Washer", "Jacket"]),
        ({"commercial_status": "INACTIVE"}, ["Washer"]),
        ({"readiness": "READY"}, ["Jacket"]),
        ({"readiness": "NOT_READY"}, ["Washer"]),
        ({"query": "ack"}, ["Jacket"]),
        ({"query": " ÜBERW "}, ["Jacket"]),
        ({"query": "STRASSE"}, ["Jacket"]),
        ({"query": "%"}, []),
        ({"query": ""}, ["Washer", "Jacket"]),
        ({"query": "de"}, []),
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


@pytest.mark.parametrize(
    ("argument", "value"),
    [("limit", 0), ("limit", 201), ("limit", "5"), ("cursor", "x"), ("query", "\x00"), ("readiness", "ready")],
)
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any) -> None:
    error = await shared_brand.refused(400, "list_products", **{argument: value})
    assert error["details"].startswith(f"_{argument}")


async def test_another_brand_s_products_are_not_listed(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product = await new_product(theirs)
    assert await names(mine, query=product["identifiers"]["gtin"], include_archived=True) == []
    await mine.owner.refused(403, "list_products", brand_id=theirs.id)
