"""get_member: one person's place in the brand."""

from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer


async def test_it_says_who_and_what(shared_brand: Brand) -> None:
    member = await shared_brand.call("get_member", user_id=shared_brand.owner.user_id)
    assert (member["email"], member["role"]) == (shared_brand.owner.email, "owner")


async def test_another_brand_s_member_is_not_found(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    error = await mine.refused(400, "get_member", user_id=shared_brand.owner.user_id)
    assert error["code"] == "NOT_FOUND"
