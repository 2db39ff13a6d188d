"""update_facility: a patch, its rules, two brands."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.operators import new_facility, new_gln
from tests.support.server import LiveServer


async def test_a_patch_changes_what_it_names(shared_brand: Brand) -> None:
    made = await new_facility(shared_brand, city="Linz")
    patch = {"name": "Plant 2", "city": None, "gln": new_gln()}
    changed = await shared_brand.call("update_facility", facility_id=made["facility_id"], patch=patch)
    assert {name: changed[name] for name in patch} == patch
    assert changed["facility_ref"] == made["facility_ref"]


async def test_a_bad_key_is_named_and_nothing_is_written(shared_brand: Brand) -> None:
    made = await new_facility(shared_brand)
    key = {"facility_id": made["facility_id"]}
    for name, value in (("facility_ref", None), ("gln", "1"), ("operator_id", NOBODYS_ID), ("nonsense", 1)):
        error = await shared_brand.refused(400, "update_facility", **key, patch={name: value, "city": "Wien"})
        assert name in error["details"]
    other = await new_facility(shared_brand)
    error = await shared_brand.refused(409, "update_facility", **key, patch={"facility_ref": other["facility_ref"]})
    assert error["details"].startswith("_patch.facility_ref")
    assert await shared_brand.call("get_facility", **key) == made


async def test_another_brand_cannot_change_it(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = (await new_facility(shared_brand))["facility_id"]
    mine = await new_brand(live_server)
    patch = {"name": "B"}
    refusals = [
        await mine.refused(400, "update_facility", facility_id=one, patch=patch) for one in (theirs, NOBODYS_ID)
    ]
    assert refusals[0] == refusals[1]
