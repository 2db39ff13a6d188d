"""delete_role: only when nobody holds it or is invited to it."""

from pathlib import Path

from tests.support.client import Brand, new_brand
from tests.support.members import new_member, new_role
from tests.support.server import LiveServer


async def test_one_in_use_stays(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    role = await new_role(shared_brand, "brand.read")
    invited = await shared_brand.call("invite_member", email="role-in-use@example.com", role=role)
    assert (await shared_brand.refused(400, "delete_role", role=role))["code"] == "ROLE_IN_USE"
    await shared_brand.call("revoke_invitation", invitation_id=invited["invitation_id"])
    person = await new_member(live_server, home, shared_brand, role)
    assert (await shared_brand.refused(400, "delete_role", role=role))["code"] == "ROLE_IN_USE"
    await shared_brand.call("remove_member", user_id=person.user_id)
    await shared_brand.call("delete_role", role=role)
    assert role not in [one["role"] for one in await shared_brand.call("list_roles")]
    assert (await shared_brand.refused(400, "delete_role", role="viewer"))["code"] == "ROLE_IS_BUILT_IN"


async def test_another_brand_s_role_is_not_deleted(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    error = await mine.refused(400, "delete_role", role=await new_role(shared_brand))
    assert error["code"] == "NOT_FOUND"
