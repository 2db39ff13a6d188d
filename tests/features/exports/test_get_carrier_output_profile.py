"""get_carrier_output_profile: shipped ones are the same everywhere, own ones are the brand's."""

from tests.features.exports.exporting import new_profile
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.server import LiveServer


async def test_a_shipped_profile_is_published_and_has_a_note(shared_brand: Brand) -> None:
    profile_id = (await shared_brand.call("list_carrier_output_profiles", carrier="rfid"))[0]["profile_id"]
    profile = await shared_brand.call("get_carrier_output_profile", profile_id=profile_id)
    assert (profile["is_shipped"], profile["status"], profile["is_default"]) == (True, "published", True)
    assert profile["note"]


async def test_another_brand_reads_none(shared_brand: Brand, live_server: LiveServer) -> None:
    profile = await new_profile(shared_brand)
    other = await new_brand(live_server)
    error = await other.refused(400, "get_carrier_output_profile", profile_id=profile["profile_id"])
    assert error == await other.refused(400, "get_carrier_output_profile", profile_id=NOBODYS_ID)
