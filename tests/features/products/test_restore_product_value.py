"""restore_product_value."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_gtin, new_product
from tests.support.server import LiveServer

WEIGHT = "core.identity.weight"
MODEL = {"part": "attribute", "field": "core.identity.model"}


async def changed(brand: Brand, **patch: Any) -> dict[str, str]:
    """A product with something to put back: its id and the change's."""
    product_id = (await new_product(brand))["product_id"]
    await brand.call("update_product", product_id=product_id, patch=patch)
    return {"product_id": product_id, "change_id": await latest_change(brand, product_id)}


async def latest_change(brand: Brand, product_id: str) -> str:
    """The newest entry of a product's history."""
    page = await brand.call("list_product_history", product_id=product_id, limit=1)
    return str(page["items"][0]["change_id"])


@pytest.mark.parametrize(
    ("patch", "part", "field", "value"),
    [
        ({"attributes": {"core.identity.model": "New"}}, "attribute", "core.identity.model", "City 28"),
        ({"attributes": {"core.identity.model": None}}, "attribute", "core.identity.model", "City 28"),
        ({"attributes": {WEIGHT: 7}}, "attribute", WEIGHT, None),
        ({"name": {"en": "Other"}}, "name", "en", "City bicycle"),
        ({"name": {"de": "Stadtrad"}}, "name", "de", None),
        ({"commercial_status": "INACTIVE"}, "commercial_status", "commercial_status", "ACTIVE"),
    ],
)
async def test_the_value_before_is_in_force_again_and_the_rest_stays(
    shared_brand: Brand, patch: dict[str, Any], part: str, field: str, value: Any
) -> None:
    target = await changed(shared_brand, **patch)
    product_id = target["product_id"]
    await shared_brand.call("update_product", product_id=product_id, patch={"attributes": {"erp.id": 7}})
    done = await shared_brand.call("restore_product_value", **target, part=part, field=field)
    assert (done["value"], done["change_id"]) == (value, await latest_change(shared_brand, product_id))
    after = await shared_brand.call("get_product", product_id=product_id)
    assert after["attributes"] == READY_ATTRIBUTES | {"erp.id": 7}
    assert (after["name"], after["commercial_status"]) == ({"en": "City bicycle"}, "ACTIVE")


async def test_it_is_a_change_of_its_own_that_can_be_undone(shared_brand: Brand) -> None:
    target = await changed(shared_brand, attributes={"core.identity.model": "New"})
    done = await shared_brand.call("restore_product_value", **target, **MODEL)
    page = await shared_brand.call("list_product_history", product_id=target["product_id"], limit=1)
    assert page["items"][0]["action"] == "products:restore_product_value"
    told = {"part": "attribute", "field": "core.identity.model", "old": "New", "new": "City 28", "can_restore": True}
    assert page["items"][0]["values"] == [told]
    undone = await shared_brand.call("restore_product_value", **(target | {"change_id": done["change_id"]}), **MODEL)
    assert undone["value"] == "New"


async def test_what_is_put_back_is_found_by_a_search(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    target = await changed(brand, name={"en": "Other"})
    await brand.call("restore_product_value", **target, part="name", field="en")
    found = await brand.call("list_products", query="city bicycle")
    assert [item["product_id"] for item in found["items"]] == [target["product_id"]]


async def test_a_value_in_force_already_changes_nothing(shared_brand: Brand) -> None:
    target = await changed(shared_brand, attributes={"core.identity.model": "New"})
    await shared_brand.call("restore_product_value", **target, **MODEL)
    before = await latest_change(shared_brand, target["product_id"])
    again = await shared_brand.call("restore_product_value", **target, **MODEL)
    assert (again["value"], again["change_id"]) == ("City 28", None)
    assert await latest_change(shared_brand, target["product_id"]) == before


async def test_an_identifier_is_not_put_back(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    await shared_brand.call(
        "set_product_identifier", product_id=product_id, identifier_type="gtin", raw_value=new_gtin()
    )
    change_id = await latest_change(shared_brand, product_id)
    target = {"product_id": product_id, "change_id": change_id, "part": "identifier", "field": "gtin"}
    error = await shared_brand.refused(400, "restore_product_value", **target)
    assert (error["code"], error["hint"]) == ("IDENTIFIER_NOT_RESTORED", "call set_product_identifier")


async def test_what_made_the_product_cannot_be_taken_back(shared_brand: Brand) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    target = {"product_id": product_id, "change_id": await latest_change(shared_brand, product_id)}
    error = await shared_brand.refused(400, "restore_product_value", **target, part="name", field="en")
    assert error["code"] == "NOT_RESTORABLE"


async def test_an_archived_product_is_left_alone(shared_brand: Brand) -> None:
    target = await changed(shared_brand, attributes={"core.identity.model": "New"})
    await shared_brand.call("archive_product", product_id=target["product_id"])
    error = await shared_brand.refused(400, "restore_product_value", **target, **MODEL)
    assert error["code"] == "PRODUCT_ARCHIVED"


async def test_a_change_that_did_not_touch_the_value_is_refused(shared_brand: Brand) -> None:
    target = await changed(shared_brand, attributes={WEIGHT: 7})
    error = await shared_brand.refused(400, "restore_product_value", **target, **MODEL)
    assert (error["code"], error["details"].split(":")[0]) == ("NOT_FOUND", "_field")


async def test_another_brand_s_product_or_change_is_as_good_as_none(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    target = await changed(theirs, attributes={"core.identity.model": "New"})
    own = await changed(mine, attributes={"core.identity.model": "New"})
    refusals = [
        await mine.refused(400, "restore_product_value", **target, **MODEL),
        await mine.refused(400, "restore_product_value", **(target | {"product_id": str(uuid4())}), **MODEL),
    ]
    assert refusals[0] == refusals[1]
    foreign = own | {"change_id": target["change_id"]}
    error = await mine.refused(400, "restore_product_value", **foreign, **MODEL)
    assert error["details"].startswith("_change_id")
