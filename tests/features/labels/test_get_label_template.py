"""get_label_template."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.labels import SMALL, new_template
from tests.support.server import LiveServer


async def test_a_template_is_read_as_it_was_made(shared_brand: Brand) -> None:
    made = await shared_brand.call("create_label_template", name="Read me", design=SMALL)
    assert await shared_brand.call("get_label_template", label_template_id=made["label_template_id"]) == made


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    theirs = await new_template(other)
    seen = await shared_brand.refused(400, "get_label_template", label_template_id=theirs)
    assert seen == await shared_brand.refused(400, "get_label_template", label_template_id=NOBODYS_ID)
    assert seen["code"] == "NOT_FOUND"
