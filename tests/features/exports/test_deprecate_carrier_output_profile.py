"""deprecate_carrier_output_profile: no new export uses it, and it is no default any more."""

from tests.features.exports.exporting import new_profile
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


async def test_the_shipped_profile_is_the_default_again(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    key = {"profile_id": (await new_profile(brand))["profile_id"]}
    assert (await brand.call("set_default_carrier_output_profile", **key))["is_default"]
    deprecated = await brand.call("deprecate_carrier_output_profile", **key)
    assert (deprecated["status"], deprecated["is_default"]) == ("deprecated", False)
    batch = (await new_mint_batch(brand))["mint_batch_id"]
    error = await brand.refused(400, "create_export", mint_batch_id=batch, kind="qr_print", format="csv", **key)
    assert error["code"] == "PROFILE_NOT_PUBLISHED"
    assert (await brand.refused(409, "deprecate_carrier_output_profile", **key))["code"] == "PROFILE_NOT_PUBLISHED"


async def test_another_brand_deprecates_nothing(shared_brand: Brand, live_server: LiveServer) -> None:
    profile = await new_profile(shared_brand)
    other = await new_brand(live_server)
    error = await other.refused(400, "deprecate_carrier_output_profile", profile_id=profile["profile_id"])
    assert error == await other.refused(400, "deprecate_carrier_output_profile", profile_id=NOBODYS_ID)
