"""list_passport_themes: the latest change first, page by page."""

from tests.support.client import Brand, new_brand
from tests.support.looks import new_theme
from tests.support.server import LiveServer


async def test_pages_of_themes_the_latest_change_first(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    first, second = await new_theme(brand), await new_theme(brand)
    await brand.call("update_passport_theme", theme_id=first, name="Changed")
    page = await brand.call("list_passport_themes", limit=1)
    assert [each["theme_id"] for each in page["items"]] == [first]
    page = await brand.call("list_passport_themes", limit=1, cursor=page["next_cursor"])
    assert ([each["theme_id"] for each in page["items"]], page["has_more"]) == ([second], False)


async def test_another_brand_s_themes_are_not_listed(live_server: LiveServer, shared_brand: Brand) -> None:
    await new_theme(shared_brand)
    assert (await (await new_brand(live_server)).call("list_passport_themes"))["items"] == []
