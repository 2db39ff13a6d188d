"""list_brand_batches: every product's batches in one list."""

from typing import Any

import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import new_product, new_product_batch
from tests.support.server import LiveServer

KEYS = [
    "id",
    "product_id",
    "product_name",
    "batch_number",
    "status",
    "production_date",
    "quantity",
    "minted_quantity",
    "facility_ref",
    "created_at",
    "updated_at",
]


async def numbers(brand: Brand, **arguments: Any) -> list[str]:
    """The batch numbers in one page."""
    return [item["batch_number"] for item in (await brand.call("list_brand_batches", **arguments))["items"]]


async def some_batches(brand: Brand) -> None:
    """Two products' batches, one of them closed."""
    for name, batch_numbers in (("Jacket", ["J-1", "J-2"]), ("Battery", ["Größe-1"])):
        product_id = (await new_product(brand, name={"en": name}))["product_id"]
        for number in batch_numbers:
            batch = await new_product_batch(brand, product_id, batch_number=number)
    await brand.call("close_product_batch", batch_id=batch["id"])


async def test_an_item_names_its_product(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product = await new_product(brand, name={"en": "Jacket", "de": "Jacke"})
    await new_product_batch(brand, product["product_id"])
    (item,) = (await brand.call("list_brand_batches"))["items"]
    assert list(item) == KEYS
    assert (item["product_id"], item["product_name"]) == (product["product_id"], {"en": "Jacket", "de": "Jacke"})


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ({}, ["Größe-1", "J-2", "J-1"]),
        ({"status": "closed"}, ["Größe-1"]),
        ({"status": "recalled"}, []),
        ({"query": "j-"}, ["J-2", "J-1"]),
        ({"query": "GRÖSSE"}, ["Größe-1"]),
        ({"query": "_"}, []),
    ],
)
async def test_filters_and_search(live_server: LiveServer, arguments: dict[str, Any], found: list[str]) -> None:
    brand = await new_brand(live_server)
    await some_batches(brand)
    assert await numbers(brand, **arguments) == found


async def test_pages_follow_each_other_without_gap_or_repeat(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    made = [(await new_product_batch(brand, product_id))["id"] for _ in range(5)]
    seen, cursor, more = [], None, True
    while more:
        page = await brand.call("list_brand_batches", limit=2, cursor=cursor)
        seen += [item["id"] for item in page["items"]]
        cursor, more = page["next_cursor"], page["has_more"]
    assert seen == made[::-1]


@pytest.mark.parametrize(("argument", "value"), [("limit", 0), ("cursor", "x"), ("status", "open"), ("query", "\x00")])
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any) -> None:
    error = await shared_brand.refused(400, "list_brand_batches", **{argument: value})
    assert error["details"].startswith(f"_{argument}")


async def test_another_brand_s_batches_are_not_listed(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    await new_product_batch(theirs, (await new_product(theirs))["product_id"])
    assert await numbers(mine) == []
    await mine.owner.refused(403, "list_brand_batches", brand_id=theirs.id)
