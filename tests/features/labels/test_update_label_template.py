"""update_label_template: name and design, each alone."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.labels import SMALL, new_template
from tests.support.server import LiveServer


async def test_name_and_design_change_alone(shared_brand: Brand) -> None:
    template = await new_template(shared_brand)
    renamed = await shared_brand.call("update_label_template", label_template_id=template, name=f"New {template}")
    assert (renamed["name"], len(renamed["design"]["elements"])) == (f"New {template}", 4)
    design = SMALL | {"elements": SMALL["elements"][:1]}
    changed = await shared_brand.call("update_label_template", label_template_id=template, design=design)
    assert (changed["name"], len(changed["design"]["elements"])) == (f"New {template}", 1)
    assert changed["updated_at"] >= renamed["updated_at"]


async def test_an_archived_template_stays_as_it_is(shared_brand: Brand) -> None:
    template = await new_template(shared_brand)
    await shared_brand.call("archive_label_template", label_template_id=template)
    error = await shared_brand.refused(409, "update_label_template", label_template_id=template, name="Again")
    assert error["code"] == "TEMPLATE_ARCHIVED"


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    theirs = await new_template(other)
    seen = await shared_brand.refused(400, "update_label_template", label_template_id=theirs)
    assert seen == await shared_brand.refused(400, "update_label_template", label_template_id=NOBODYS_ID)
    assert seen["code"] == "NOT_FOUND"
