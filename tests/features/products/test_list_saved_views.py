"""list_saved_views."""

from tests.support.client import new_brand
from tests.support.server import LiveServer


async def test_they_stand_by_name(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    for name in ("beta", "Alpha", "gamma"):
        await brand.call("create_saved_view", name=name)
    assert [view["name"] for view in await brand.call("list_saved_views")] == ["Alpha", "beta", "gamma"]


async def test_another_brand_s_views_are_not_listed(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    await theirs.call("create_saved_view", name="Theirs")
    assert await mine.call("list_saved_views") == []
    await mine.owner.refused(403, "list_saved_views", brand_id=theirs.id)
