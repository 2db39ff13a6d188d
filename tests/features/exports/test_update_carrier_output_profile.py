"""update_carrier_output_profile: what is published stays, changes go into a draft."""

from tests.features.exports.exporting import columns, new_profile
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.server import LiveServer


async def test_a_change_to_a_published_profile_begins_a_new_version(shared_brand: Brand) -> None:
    profile = await new_profile(shared_brand)
    key = {"profile_id": profile["profile_id"]}
    for facts in (("serial",), ("serial", "lot")):
        patch = {"definition": {"columns": columns(*facts)}}
        changed = await shared_brand.call("update_carrier_output_profile", **key, patch=patch)
    versions = [(version["version"], version["status"]) for version in changed["versions"]]
    assert versions == [(2, "draft"), (1, "published")]
    assert [len(version["definition"]["columns"]) for version in changed["versions"]] == [2, 1]
    assert changed["versions"][1] == profile["versions"][0]


async def test_a_name_can_change_and_not_into_one_that_is_taken(shared_brand: Brand) -> None:
    one, two = await new_profile(shared_brand), await new_profile(shared_brand)
    key = {"profile_id": two["profile_id"]}
    renamed = await shared_brand.call("update_carrier_output_profile", **key, patch={"name": "Renamed"})
    assert renamed["name"] == "Renamed"
    for name in (one["name"].upper(), "Zebra"):
        error = await shared_brand.refused(409, "update_carrier_output_profile", **key, patch={"name": name})
        assert error["code"] == "PROFILE_NAME_TAKEN"
    await shared_brand.refused(400, "update_carrier_output_profile", **key, patch={})


async def test_a_shipped_profile_stays_as_it_is(shared_brand: Brand) -> None:
    shipped = (await shared_brand.call("list_carrier_output_profiles"))[0]["profile_id"]
    error = await shared_brand.refused(409, "update_carrier_output_profile", profile_id=shipped, patch={"name": "x"})
    assert error["code"] == "PROFILE_IS_SHIPPED"


async def test_another_brand_changes_nothing(shared_brand: Brand, live_server: LiveServer) -> None:
    profile = await new_profile(shared_brand)
    other = await new_brand(live_server)
    change = {"patch": {"name": "Mine"}}
    error = await other.refused(400, "update_carrier_output_profile", profile_id=profile["profile_id"], **change)
    assert error == await other.refused(400, "update_carrier_output_profile", profile_id=NOBODYS_ID, **change)
