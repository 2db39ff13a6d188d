"""restore_facility: in use again, by its own brand."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.operators import new_facility
from tests.support.server import LiveServer


async def test_it_is_in_use_again(shared_brand: Brand) -> None:
    made = await new_facility(shared_brand)
    key = {"facility_id": made["facility_id"]}
    await shared_brand.call("archive_facility", **key)
    assert (await shared_brand.call("restore_facility", **key))["archived_at"] is None
    assert (await shared_brand.call("restore_facility", **key))["name"] == made["name"]


async def test_another_brand_cannot_restore_it(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = (await new_facility(shared_brand))["facility_id"]
    mine = await new_brand(live_server)
    refusals = [await mine.refused(400, "restore_facility", facility_id=one) for one in (theirs, NOBODYS_ID)]
    assert refusals[0] == refusals[1]
