"""list_label_templates: those in use, the latest change first, page by page."""

from tests.support.client import Brand, new_brand
from tests.support.labels import new_template
from tests.support.server import LiveServer


async def test_pages_of_templates_the_latest_change_first(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    first, second, third = [await new_template(brand) for _ in range(3)]
    await brand.call("archive_label_template", label_template_id=second)
    await brand.call("update_label_template", label_template_id=first, name="Changed")
    page = await brand.call("list_label_templates", limit=1)
    assert ([item["label_template_id"] for item in page["items"]], page["has_more"]) == ([first], True)
    page = await brand.call("list_label_templates", limit=1, cursor=page["next_cursor"])
    assert ([item["label_template_id"] for item in page["items"]], page["has_more"]) == ([third], False)


async def test_another_brand_s_templates_are_not_listed(live_server: LiveServer, shared_brand: Brand) -> None:
    await new_template(shared_brand)
    assert (await (await new_brand(live_server)).call("list_label_templates"))["items"] == []
