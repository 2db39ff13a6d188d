"""get_passport_template."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.looks import new_template
from tests.support.server import LiveServer


async def test_it_is_read_with_versions_and_where_it_is_in_force(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    template = await new_template(brand, publish=True)
    await brand.call("assign_passport_template", template_id=template)
    read = await brand.call("get_passport_template", template_id=template)
    assert [each["version"] for each in read["versions"]] == [1]
    assert [(each["product_id"], each["version"]) for each in read["assignments"]] == [(None, None)]
    assert not read["has_changes"]


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_template(await new_brand(live_server))
    seen = await shared_brand.refused(400, "get_passport_template", template_id=theirs)
    assert seen == await shared_brand.refused(400, "get_passport_template", template_id=NOBODYS_ID)
