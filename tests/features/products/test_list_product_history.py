"""list_product_history."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import new_gtin, new_product
from tests.support.server import LiveServer

WEIGHT, COLOUR = "core.identity.weight", "erp.colour"


async def history(brand: Brand, product_id: str, **arguments: Any) -> list[dict[str, Any]]:
    """One page of changes."""
    items: list[dict[str, Any]] = (await brand.call("list_product_history", product_id=product_id, **arguments))[
        "items"
    ]
    return items


def told(change: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Part, field, before and after of each value in a change."""
    return [(value["part"], value["field"], value["old"], value["new"]) for value in change["values"]]


async def test_it_tells_each_value_before_and_after_the_latest_change_first(shared_brand: Brand) -> None:
    made = await shared_brand.call("create_product", name={"en": "Lamp"}, attributes={WEIGHT: 1, COLOUR: "red"})
    patch = {"name": {"de": "Lampe"}, "attributes": {WEIGHT: 2, COLOUR: None}, "commercial_status": "INACTIVE"}
    await shared_brand.call("update_product", product_id=made["product_id"], patch=patch)
    changed, created = await history(shared_brand, made["product_id"])
    assert [change["action"] for change in (changed, created)] == [
        "products:update_product",
        "products:create_product",
    ]
    assert sorted(told(changed), key=str) == [
        ("attribute", WEIGHT, 1, 2),
        ("attribute", COLOUR, "red", None),
        ("commercial_status", "commercial_status", "ACTIVE", "INACTIVE"),
        ("name", "de", None, "Lampe"),
    ]
    assert ("name", "en", None, "Lamp") in told(created)
    assert all(value["can_restore"] for value in changed["values"])
    assert not any(value["can_restore"] for value in created["values"])
    assert changed["actor_id"] == shared_brand.owner.user_id
    assert changed["actor_name"] == shared_brand.owner.email


async def test_identifiers_and_archiving_are_in_it(shared_brand: Brand) -> None:
    first, second = new_gtin(), new_gtin()
    product = await new_product(shared_brand, identifiers=[{"identifier_type": "gtin", "raw_value": first}])
    target = {"product_id": product["product_id"]}
    await shared_brand.call("set_product_identifier", **target, identifier_type="gtin", raw_value=second)
    await shared_brand.call("archive_product", **target)
    back, archived, changed, created = [
        *await history(shared_brand, (await shared_brand.call("unarchive_product", **target))["product_id"])
    ]
    assert ("identifier", "gtin", None, first) in told(created)
    assert told(changed) == [("identifier", "gtin", first, second)]
    assert ("commercial_status", "commercial_status", "ACTIVE", "INACTIVE") in told(archived)
    assert [value["part"] for value in back["values"]] == ["archived_at"]
    assert [value["can_restore"] for value in changed["values"] + back["values"]] == [False, False]


async def test_pages_follow_each_other_without_gap_or_repeat(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    for weight in range(4):
        await shared_brand.call("update_product", product_id=product_id, patch={"attributes": {WEIGHT: weight}})
    seen, cursor, more = [], None, True
    while more:
        page = await shared_brand.call("list_product_history", product_id=product_id, limit=2, cursor=cursor)
        seen += [change["values"][0]["new"] for change in page["items"]]
        cursor, more = page["next_cursor"], page["has_more"]
    assert seen[:4] == [3, 2, 1, 0]
    assert len(seen) == 5


@pytest.mark.parametrize(("argument", "value"), [("limit", 0), ("limit", 201), ("cursor", "x")])
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: Any) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    error = await shared_brand.refused(400, "list_product_history", product_id=product_id, **{argument: value})
    assert error["details"].startswith(f"_{argument}")


async def test_another_brand_s_product_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    product_id = (await new_product(theirs))["product_id"]
    refusals = [await mine.refused(400, "list_product_history", product_id=one) for one in (product_id, str(uuid4()))]
    assert refusals[0] == refusals[1]
