"""list_passport_templates: the latest change first, page by page."""

from tests.support.client import Brand, new_brand
from tests.support.looks import new_template
from tests.support.server import LiveServer


async def test_pages_of_templates_the_latest_change_first(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    first, second = await new_template(brand, publish=True), await new_template(brand)
    await brand.call("assign_passport_template", template_id=first)
    await brand.call("update_passport_template", template_id=first, name="Changed")
    page = await brand.call("list_passport_templates", limit=1)
    told = page["items"][0]
    assert (told["template_id"], told["latest_version"], told["has_changes"]) == (first, 1, False)
    assert (told["section_count"], told["assignment_count"]) == (2, 1)
    page = await brand.call("list_passport_templates", limit=1, cursor=page["next_cursor"])
    assert ([each["template_id"] for each in page["items"]], page["has_more"]) == ([second], False)
    assert page["items"][0]["has_changes"]


async def test_another_brand_s_templates_are_not_listed(live_server: LiveServer, shared_brand: Brand) -> None:
    await new_template(shared_brand)
    assert (await (await new_brand(live_server)).call("list_passport_templates"))["items"] == []
