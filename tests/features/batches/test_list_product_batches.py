"""list_product_batches: the contract, and paging beside it."""

import re
from typing import Any
from uuid import uuid4

import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_product, new_product_batch
from tests.support.server import LiveServer


async def test_an_item_is_the_contract_s(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    made = await new_product_batch(
        shared_brand, product_id, batch_number="B-1", production_date="2026-01-15", quantity=5, facility_ref="FAC"
    )
    (item,) = await shared_brand.call("list_product_batches", product_id=product_id)
    assert list(item.items())[:-1] == [
        ("id", made["id"]),
        ("batch_number", "B-1"),
        ("status", "active"),
        ("production_date", "2026-01-15"),
        ("quantity", 5),
        ("facility_ref", "FAC"),
        ("attributes", {}),
        ("created_at", made["created_at"]),
    ]
    assert list(item)[-1] == "updated_at"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item["updated_at"])


async def test_it_is_an_array_from_the_newest_on(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    made = [(await new_product_batch(shared_brand, product_id))["id"] for _ in range(3)]
    listed = await shared_brand.call("list_product_batches", product_id=product_id)
    assert [item["id"] for item in listed] == made[::-1]


async def test_pages_follow_by_the_last_id(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    made = [(await new_product_batch(shared_brand, product_id))["id"] for _ in range(5)]
    seen: list[str] = []
    while len(page := await list_after(shared_brand, product_id, seen)) > 0:
        seen += [item["id"] for item in page]
        await new_product_batch(shared_brand, product_id)
    assert seen == made[::-1]


async def list_after(brand: Brand, product_id: str, seen: list[str]) -> list[dict[str, Any]]:
    """The two batches after the last one seen."""
    after = seen[-1] if seen else None
    page: list[dict[str, Any]] = await brand.call("list_product_batches", product_id=product_id, limit=2, after=after)
    return page


async def test_a_product_without_batches_has_an_empty_array(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    assert await shared_brand.call("list_product_batches", product_id=product_id) == []


@pytest.mark.parametrize(
    ("argument", "value"),
    [("limit", 0), ("limit", 1001), ("limit", True), ("after", "x"), ("after", NOBODYS_ID), ("status", "active")],
)
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any) -> None:
    arguments = {"product_id": (await new_product(shared_brand))["product_id"], argument: value}
    error = await shared_brand.refused(400, "list_product_batches", **arguments)
    assert error["details"].startswith(f"_{argument}")


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product_id = (await new_product(theirs))["product_id"]
    batch_id = (await new_product_batch(theirs, product_id))["id"]
    for arguments in ({}, {"after": batch_id}):
        seen = await mine.refused(400, "list_product_batches", product_id=product_id, **arguments)
        assert seen == await mine.refused(400, "list_product_batches", product_id=str(uuid4()), **arguments)
