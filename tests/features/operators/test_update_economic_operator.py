"""update_economic_operator: a patch, its rules, its row in the audit log, two brands."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.operators import new_operator
from tests.support.server import LiveServer


async def test_a_patch_changes_what_it_names(shared_brand: Brand) -> None:
    made = await new_operator(shared_brand, email="a@example.com")
    patch = {"name": "Alpenrad AG", "city": None, "national_id": "FN 1a", "national_id_scheme": "Firmenbuch"}
    changed = await shared_brand.call("update_economic_operator", operator_id=made["operator_id"], patch=patch)
    assert {name: changed[name] for name in patch} == patch
    assert (changed["email"], changed["gln"]) == (made["email"], made["gln"])


async def test_a_bad_key_is_named_and_nothing_is_written(shared_brand: Brand) -> None:
    made = await new_operator(shared_brand)
    key = {"operator_id": made["operator_id"]}
    for name, value in (("name", None), ("gln", "1"), ("national_id", "1"), ("nonsense", 1)):
        error = await shared_brand.refused(400, "update_economic_operator", **key, patch={name: value, "city": "Wien"})
        assert name in error["details"]
    other = await new_operator(shared_brand)
    error = await shared_brand.refused(409, "update_economic_operator", **key, patch={"gln": other["gln"]})
    assert error["details"].startswith("_patch.gln")
    assert await shared_brand.call("get_economic_operator", **key) == made


async def test_an_archived_one_stays_as_it_is(shared_brand: Brand) -> None:
    key = {"operator_id": (await new_operator(shared_brand))["operator_id"]}
    await shared_brand.call("archive_economic_operator", **key)
    error = await shared_brand.refused(400, "update_economic_operator", **key, patch={"name": "B"})
    assert error["code"] == "OPERATOR_ARCHIVED"


async def test_another_brand_cannot_change_it(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = (await new_operator(shared_brand))["operator_id"]
    mine = await new_brand(live_server)
    patch = {"name": "B"}
    refusals = [
        await mine.refused(400, "update_economic_operator", operator_id=one, patch=patch)
        for one in (theirs, NOBODYS_ID)
    ]
    assert refusals[0] == refusals[1]
