"""publish_passport_template: versions that never change."""

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.looks import SECTIONS, new_template
from tests.support.server import LiveServer


async def test_versions_count_up_and_the_same_draft_makes_none(shared_brand: Brand) -> None:
    template = await new_template(shared_brand)
    first = await shared_brand.call("publish_passport_template", template_id=template, note="First")
    assert [(each["version"], each["note"]) for each in first["versions"]] == [(1, "First")]
    assert await shared_brand.call("publish_passport_template", template_id=template) == first
    await shared_brand.call("update_passport_template", template_id=template, content={"sections": SECTIONS[:1]})
    second = await shared_brand.call("publish_passport_template", template_id=template)
    assert [each["version"] for each in second["versions"]] == [2, 1]
    assert second["versions"][1] == first["versions"][0]
    assert second["versions"][0]["sha256"] != first["versions"][0]["sha256"]


async def test_a_field_that_is_gone_is_named(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await brand.call("create_custom_field", label="Fit", type="text")
    template = await new_template(brand, [{"key": "fit", "heading": {"en": "Fit"}, "fields": ["custom.fit"]}])
    await brand.call("archive_custom_field", key="custom.fit")
    error = await brand.refused(400, "publish_passport_template", template_id=template)
    assert (error["code"], "custom.fit" in error["details"]) == ("UNUSABLE_TEMPLATE", True)


async def test_another_brand_s_one_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_template(await new_brand(live_server))
    seen = await shared_brand.refused(400, "publish_passport_template", template_id=theirs)
    assert seen == await shared_brand.refused(400, "publish_passport_template", template_id=NOBODYS_ID)
