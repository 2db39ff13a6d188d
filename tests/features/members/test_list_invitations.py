"""list_invitations: those that wait, paged; ended ones when asked for."""

from uuid import uuid4

from tests.support.client import new_brand
from tests.support.server import LiveServer


async def test_pages_hold_each_once_and_ended_ones_only_when_asked_for(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    made = []
    for _ in range(3):
        arguments = {"email": f"{uuid4().hex}@example.com", "role": "viewer"}
        made.append((await brand.call("invite_member", **arguments))["invitation_id"])
    await brand.call("revoke_invitation", invitation_id=made[1])
    first = await brand.call("list_invitations", limit=2, with_ended=True)
    rest = await brand.call("list_invitations", limit=2, with_ended=True, cursor=first["next_cursor"])
    assert [item["invitation_id"] for item in first["items"] + rest["items"]] == made[::-1]
    open_ones = (await brand.call("list_invitations"))["items"]
    assert [item["invitation_id"] for item in open_ones] == [made[2], made[0]]


async def test_another_brand_s_invitations_do_not_show(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    await theirs.call("invite_member", email=f"{uuid4().hex}@example.com", role="viewer")
    assert (await mine.call("list_invitations"))["items"] == []
    await mine.owner.refused(403, "list_invitations", brand_id=theirs.id)
