"""update_api_credential: name, metadata, networks, and the expiry except at the end."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.machines import new_program
from tests.support.server import LiveServer


def in_hours(hours: float) -> str:
    moment = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=hours)
    return moment.isoformat().replace("+00:00", "Z")


async def test_a_patch_changes_what_it_names(shared_brand: Brand) -> None:
    program = await new_program(shared_brand)
    patch = {"name": "MES", "metadata": {"line": 4}, "allowed_addresses": ["10.0.0.0/8", "::1"]}
    changed = await shared_brand.call("update_api_credential", credential_id=program.id, patch=patch)
    assert (changed["name"], changed["metadata"]) == ("MES", {"line": 4})
    assert changed["allowed_addresses"] == ["10.0.0.0/8", "::1/128"]
    assert changed["scopes"] == program.credential["scopes"]


async def test_the_expiry_is_locked_in_its_last_72_hours(shared_brand: Brand) -> None:
    program = await new_program(shared_brand, expires_at=in_hours(24 * 30))
    soon, later = in_hours(71), in_hours(24 * 60)
    changed = await shared_brand.call("update_api_credential", credential_id=program.id, patch={"expires_at": soon})
    assert changed["expires_at"] == soon
    for expires_at in (later, None):
        patch = {"expires_at": expires_at}
        error = await shared_brand.refused(400, "update_api_credential", credential_id=program.id, patch=patch)
        assert error["code"] == "EXPIRY_LOCKED"
    patch = {"name": "Still editable", "expires_at": soon}
    kept = await shared_brand.call("update_api_credential", credential_id=program.id, patch=patch)
    assert (kept["name"], kept["expires_at"]) == ("Still editable", soon)


@pytest.mark.parametrize(
    "patch", [{"name": ""}, {"name": None}, {"allowed_addresses": ["x"]}, {"expires_at": in_hours(-1)}, {"scopes": []}]
)
async def test_a_bad_patch_is_named(shared_brand: Brand, patch: dict[str, object]) -> None:
    program = await new_program(shared_brand)
    error = await shared_brand.refused(400, "update_api_credential", credential_id=program.id, patch=patch)
    assert next(iter(patch)) in error["details"]


async def test_another_brand_s_credential_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    mine, theirs = await new_brand(live_server), await new_program(shared_brand)
    refusals = [
        await mine.refused(400, "update_api_credential", credential_id=one, patch={"name": "Mine"})
        for one in (theirs.id, NOBODYS_ID)
    ]
    assert refusals[0] == refusals[1]
