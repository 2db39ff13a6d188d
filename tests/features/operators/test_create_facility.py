"""create_facility: batches find it by its reference, and readiness says when they do not."""

import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_product, new_product_batch
from tests.support.operators import new_facility, new_operator
from tests.support.server import LiveServer
from tests.support.waiting import until


async def _unknown_facilities(brand: Brand, product_id: str) -> list[str]:
    readiness = await brand.call("get_product_readiness", product_id=product_id)
    problems = [one for section in readiness["sections"] for one in section["problems"]]
    return [one["message"] for one in problems if one["code"] == "FACILITY_UNKNOWN"]


async def test_batches_find_it_by_its_reference(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    product_id = (await new_product(brand))["product_id"]
    batch_id = (await new_product_batch(brand, product_id, facility_ref="FAC-1"))["id"]
    before = await brand.call("get_product_batch", batch_id=batch_id)
    assert (before["facility"], before["facility_problem"]) == (
        None,
        "no facility of this brand has the reference 'FAC-1'",
    )
    assert await _unknown_facilities(brand, product_id) == []  # a brand that keeps no facilities is not bothered
    await new_facility(brand, facility_ref="FAC-2")
    await until(lambda: _unknown_facilities(brand, product_id), lambda found: len(found) == 1)
    made = await new_facility(brand, facility_ref="FAC-1", city="Linz", name="Plant")
    await until(lambda: _unknown_facilities(brand, product_id), lambda found: found == [])
    after = await brand.call("get_product_batch", batch_id=batch_id)
    assert (after["facility"]["facility_id"], after["facility"]["city"]) == (made["facility_id"], "Linz")
    assert after["facility_problem"] is None
    assert (await brand.call("get_facility", facility_id=made["facility_id"]))["batch_count"] == 1


async def test_a_batch_of_an_unknown_facility_is_a_warning_until_it_is_corrected(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await new_facility(brand, facility_ref="FAC-1")
    product_id = (await new_product(brand))["product_id"]
    batch = await new_product_batch(brand, product_id, facility_ref="FAC-9")
    assert len(await _unknown_facilities(brand, product_id)) == 1
    assert (await brand.call("get_product_readiness", product_id=product_id))["mint_readiness_status"] == "READY"
    await brand.call("update_product_batch", batch_id=batch["id"], patch={"facility_ref": "FAC-1"})
    assert await _unknown_facilities(brand, product_id) == []
    await brand.call("update_product_batch", batch_id=batch["id"], patch={"facility_ref": "FAC-8"})
    await brand.call("close_product_batch", batch_id=batch["id"])
    assert await _unknown_facilities(brand, product_id) == []


@pytest.mark.parametrize(
    ("argument", "value"),
    [("facility_ref", ""), ("name", ""), ("gln", "9520000000005"), ("country", "XX"), ("operator_id", NOBODYS_ID)],
)
async def test_a_bad_argument_is_named(shared_brand: Brand, argument: str, value: str) -> None:
    plain = {"facility_ref": "FAC-X", "name": "Plant"}
    error = await shared_brand.refused(400, "create_facility", **(plain | {argument: value}))
    assert error["details"].startswith(f"_{argument}")


async def test_a_reference_is_one_facility_s(shared_brand: Brand) -> None:
    made = await new_facility(shared_brand)
    error = await shared_brand.refused(409, "create_facility", facility_ref=made["facility_ref"], name="B")
    assert error["code"] == "FACILITY_REF_TAKEN"


async def test_another_brand_s_operator_runs_nothing_here(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = (await new_operator(shared_brand))["operator_id"]
    mine = await new_brand(live_server)
    plain = {"facility_ref": "FAC-X", "name": "Plant"}
    refusals = [await mine.refused(400, "create_facility", **plain, operator_id=one) for one in (theirs, NOBODYS_ID)]
    assert refusals[0] == refusals[1]
