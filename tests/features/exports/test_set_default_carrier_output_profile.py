"""set_default_carrier_output_profile: exports without a profile use it."""

from tests.features.exports.exporting import exported, new_profile
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


async def test_exports_use_it_until_another_is_chosen(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    own = await new_profile(brand)
    batch = (await new_mint_batch(brand))["mint_batch_id"]
    await brand.call("set_default_carrier_output_profile", profile_id=own["profile_id"])
    assert (await exported(brand, batch, kind="qr_print"))["profile_id"] == own["profile_id"]
    zebra = next(p for p in await brand.call("list_carrier_output_profiles") if p["name"] == "Zebra")
    await brand.call("set_default_carrier_output_profile", profile_id=zebra["profile_id"])
    assert (await exported(brand, batch, kind="qr_print"))["profile_name"] == "Zebra"


async def test_a_draft_can_be_no_default(shared_brand: Brand) -> None:
    draft = await new_profile(shared_brand, publish=False)
    error = await shared_brand.refused(400, "set_default_carrier_output_profile", profile_id=draft["profile_id"])
    assert error["code"] == "PROFILE_NOT_PUBLISHED"


async def test_another_brand_chooses_nothing_of_this_one(shared_brand: Brand, live_server: LiveServer) -> None:
    profile = await new_profile(shared_brand)
    other = await new_brand(live_server)
    error = await other.refused(400, "set_default_carrier_output_profile", profile_id=profile["profile_id"])
    assert error == await other.refused(400, "set_default_carrier_output_profile", profile_id=NOBODYS_ID)
