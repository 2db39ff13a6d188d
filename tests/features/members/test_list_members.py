"""list_members: everybody once, who joined last first."""

from pathlib import Path

from tests.support.client import new_brand
from tests.support.members import new_member
from tests.support.server import LiveServer


async def test_pages_hold_everybody_once(live_server: LiveServer, home: Path) -> None:
    brand = await new_brand(live_server)
    viewer = await new_member(live_server, home, brand, "viewer")
    first = await brand.call("list_members", limit=1)
    rest = await viewer.call("list_members", brand_id=brand.id, limit=1, cursor=first["next_cursor"])
    members = first["items"] + rest["items"]
    assert [member["user_id"] for member in members] == [viewer.user_id, brand.owner.user_id]
    assert [member["role_title"] for member in members] == ["Viewer", "Owner"]
    assert (first["has_more"], rest["has_more"]) == (True, False)


async def test_another_brand_s_members_do_not_show(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    await mine.owner.refused(403, "list_members", brand_id=theirs.id)
