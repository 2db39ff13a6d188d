"""list_carrier_output_profiles: shipped ones first, one default for each carrier."""

from tests.features.exports.exporting import new_profile
from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer


async def test_shipped_ones_come_first(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    own = await new_profile(brand)
    listed = await brand.call("list_carrier_output_profiles")
    names = [profile["name"] for profile in listed]
    assert names == ["Generic VDP", "BarTender", "NiceLabel", "Zebra", "NFC encoding", "RFID encoding", own["name"]]
    defaults = {profile["carrier"]: profile["name"] for profile in listed if profile["is_default"]}
    assert defaults == {"qr": "Generic VDP", "nfc": "NFC encoding", "rfid": "RFID encoding"}
    assert [p["name"] for p in await brand.call("list_carrier_output_profiles", carrier="nfc")] == ["NFC encoding"]


async def test_another_brand_lists_only_shipped_ones(shared_brand: Brand, live_server: LiveServer) -> None:
    await new_profile(shared_brand)
    other = await new_brand(live_server)
    assert all(profile["is_shipped"] for profile in await other.call("list_carrier_output_profiles"))
