"""update_passport_template: another draft, and never on top of somebody else's."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.looks import SECTIONS, new_template
from tests.support.server import LiveServer


async def test_the_draft_changes_and_versions_do_not(shared_brand: Brand) -> None:
    template = await new_template(shared_brand, publish=True)
    read = await shared_brand.call("get_passport_template", template_id=template)
    changed = await shared_brand.call(
        "update_passport_template",
        template_id=template,
        content={"sections": SECTIONS[:1]},
        draft_revision=read["draft_revision"],
    )
    assert (len(changed["draft"]["sections"]), changed["has_changes"], changed["latest_version"]) == (1, True, 1)
    assert changed["versions"] == read["versions"]


async def test_a_draft_that_somebody_changed_meanwhile_is_not_overwritten(shared_brand: Brand) -> None:
    template = await new_template(shared_brand)
    arguments = {"template_id": template, "content": {"sections": SECTIONS[:1]}, "draft_revision": 1}
    await shared_brand.call("update_passport_template", **arguments)
    error = await shared_brand.refused(409, "update_passport_template", **arguments)
    assert error["code"] == "DRAFT_CHANGED"


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_template(await new_brand(live_server))
    seen = await shared_brand.refused(400, "update_passport_template", template_id=theirs, name="Mine")
    assert seen == await shared_brand.refused(400, "update_passport_template", template_id=NOBODYS_ID, name="Mine")
