"""get_facility: one facility with who runs it, of one brand."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.operators import new_facility, new_operator
from tests.support.server import LiveServer


async def test_it_names_who_runs_it(shared_brand: Brand) -> None:
    operator = await new_operator(shared_brand)
    made = await new_facility(shared_brand, operator_id=operator["operator_id"])
    found = await shared_brand.call("get_facility", facility_id=made["facility_id"])
    assert found == made
    assert found["operator_name"] == operator["name"]


async def test_another_brand_s_facility_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = (await new_facility(shared_brand))["facility_id"]
    mine = await new_brand(live_server)
    refusals = [await mine.refused(400, "get_facility", facility_id=one) for one in (theirs, NOBODYS_ID)]
    assert refusals[0] == refusals[1]
