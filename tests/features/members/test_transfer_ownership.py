"""transfer_ownership: by an owner, to a member; the owner of before becomes an administrator."""

from pathlib import Path

from tests.support.client import Brand, new_brand
from tests.support.members import new_member
from tests.support.server import LiveServer


async def test_the_brand_changes_hands(live_server: LiveServer, home: Path) -> None:
    brand = await new_brand(live_server)
    heir = await new_member(live_server, home, brand, "viewer")
    assert (await brand.call("transfer_ownership", user_id=heir.user_id))["role"] == "owner"
    roles = {member["user_id"]: member["role"] for member in (await brand.call("list_members"))["items"]}
    assert roles == {heir.user_id: "owner", brand.owner.user_id: "admin"}
    await brand.refused(403, "transfer_ownership", user_id=brand.owner.user_id)
    await heir.refused(400, "transfer_ownership", brand_id=brand.id, user_id=heir.user_id)


async def test_another_brand_s_member_does_not_become_owner(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    error = await mine.refused(400, "transfer_ownership", user_id=shared_brand.owner.user_id)
    assert error["code"] == "NOT_FOUND"
