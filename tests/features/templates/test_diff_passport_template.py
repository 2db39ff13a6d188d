"""diff_passport_template: what changed, in the words of whoever edits."""

from typing import Any

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.looks import MADE_IN, SECTIONS, new_template
from tests.support.server import LiveServer


def kinds(diff: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(change["kind"], change["section"]) for change in diff["changes"]]


async def test_every_kind_of_change_is_told(shared_brand: Brand) -> None:
    template = await new_template(shared_brand)
    unpublished = await shared_brand.call("diff_passport_template", template_id=template)
    assert (unpublished["from_version"], kinds(unpublished)[0]) == (None, ("section_added", "origin"))
    await shared_brand.call("publish_passport_template", template_id=template)
    origin, product = SECTIONS
    changed = [
        product | {"fields": ["core.identity.product_brand_name", "core.identity.model"], "intro": {}},
        origin | {"heading": {"en": "From"}, "fields": ["core.identity.weight"], "markets": ["DE"]},
        {"key": "new", "heading": {"en": "New"}, "fields": [MADE_IN]},
    ]
    await shared_brand.call("update_passport_template", template_id=template, content={"sections": changed})
    diff = await shared_brand.call("diff_passport_template", template_id=template)
    assert kinds(diff) == [
        ("sections_reordered", None),
        ("intro_changed", "product"),
        ("fields_reordered", "product"),
        ("heading_changed", "origin"),
        ("field_removed", "origin"),
        ("field_added", "origin"),
        ("visibility_changed", "origin"),
        ("section_added", "new"),
    ]
    await shared_brand.call("publish_passport_template", template_id=template)
    back = {"template_id": template, "from_version": 2, "to_version": 1}
    assert ("section_removed", "new") in kinds(await shared_brand.call("diff_passport_template", **back))
    await shared_brand.refused(400, "diff_passport_template", template_id=template, from_version=7)


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_template(await new_brand(live_server))
    seen = await shared_brand.refused(400, "diff_passport_template", template_id=theirs)
    assert seen == await shared_brand.refused(400, "diff_passport_template", template_id=NOBODYS_ID)
