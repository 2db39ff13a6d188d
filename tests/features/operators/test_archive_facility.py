"""archive_facility: out of use, once, by its own brand."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.operators import new_facility
from tests.support.server import LiveServer


async def test_an_archived_one_stays_archived(shared_brand: Brand) -> None:
    key = {"facility_id": (await new_facility(shared_brand))["facility_id"]}
    archived = await shared_brand.call("archive_facility", **key)
    assert archived["archived_at"] is not None
    assert await shared_brand.call("archive_facility", **key) == archived


async def test_its_reference_is_free_again(shared_brand: Brand) -> None:
    made = await new_facility(shared_brand)
    await shared_brand.call("archive_facility", facility_id=made["facility_id"])
    await new_facility(shared_brand, facility_ref=made["facility_ref"])
    error = await shared_brand.refused(409, "restore_facility", facility_id=made["facility_id"])
    assert error["code"] == "FACILITY_REF_TAKEN"


async def test_another_brand_cannot_archive_it(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = (await new_facility(shared_brand))["facility_id"]
    mine = await new_brand(live_server)
    refusals = [await mine.refused(400, "archive_facility", facility_id=one) for one in (theirs, NOBODYS_ID)]
    assert refusals[0] == refusals[1]
