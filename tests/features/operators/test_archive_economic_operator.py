"""archive_economic_operator: out of use, once, by its own brand."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_product
from tests.support.operators import new_facility, new_operator
from tests.support.server import LiveServer


async def test_an_archived_one_stays_archived(shared_brand: Brand) -> None:
    key = {"operator_id": (await new_operator(shared_brand))["operator_id"]}
    archived = await shared_brand.call("archive_economic_operator", **key)
    assert archived["archived_at"] is not None
    assert await shared_brand.call("archive_economic_operator", **key) == archived


async def test_one_that_is_named_stays(shared_brand: Brand) -> None:
    key = {"operator_id": (await new_operator(shared_brand))["operator_id"]}
    facility = await new_facility(shared_brand, **key)
    error = await shared_brand.refused(400, "archive_economic_operator", **key)
    assert error["code"] == "OPERATOR_IN_USE"
    await shared_brand.call("archive_facility", facility_id=facility["facility_id"])
    product_id = (await new_product(shared_brand))["product_id"]
    operators = [{"role": "dealer"} | key]
    await shared_brand.call("set_product_operators", product_id=product_id, operators=operators)
    error = await shared_brand.refused(400, "archive_economic_operator", **key)
    assert error["details"].startswith("_operator_id: products (1)")


async def test_another_brand_cannot_archive_it(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = (await new_operator(shared_brand))["operator_id"]
    mine = await new_brand(live_server)
    refusals = [await mine.refused(400, "archive_economic_operator", operator_id=one) for one in (theirs, NOBODYS_ID)]
    assert refusals[0] == refusals[1]
