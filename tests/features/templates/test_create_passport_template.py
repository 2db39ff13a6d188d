"""create_passport_template: sections of the brand's fields, refused where no page could be drawn by them."""

from typing import Any

import pytest

from tests.support.client import Brand, new_brand
from tests.support.looks import MADE_IN, MODEL, SECTIONS, new_template
from tests.support.server import LiveServer


async def test_a_template_is_a_draft_with_all_defaults(shared_brand: Brand) -> None:
    content = {"sections": [{"key": "product", "heading": {"en": "  It "}, "fields": [MODEL]}]}
    made = await shared_brand.call("create_passport_template", name="  Bicycles   plain ", content=content)
    assert (made["name"], made["latest_version"], made["has_changes"]) == ("Bicycles plain", None, True)
    assert made["draft"]["sections"] == [
        {
            "key": "product",
            "heading": {"en": "It"},
            "intro": {},
            "fields": [MODEL],
            "visible": "when_filled",
            "markets": [],
            "granularities": [],
        }
    ]


@pytest.mark.parametrize("name", ["core", "battery", "textile", "electronics"])
async def test_a_shipped_template_is_a_start_for_a_brand_that_has_its_fields(
    live_server: LiveServer, name: str
) -> None:
    brand = await new_brand(live_server)
    await brand.call("choose_field_packs", packs=["battery", "textile", "electronics"])
    made = await brand.call("create_passport_template", name="Start", start_from=name)
    sections = made["draft"]["sections"]
    assert 8 <= len(sections) <= 15
    assert all({"en", "de", "fr", "es", "it"} <= set(section["heading"]) for section in sections)
    again = await brand.call("create_passport_template", name="Copy", content=made["draft"])
    assert again["draft"] == made["draft"]


async def test_a_name_is_given_once_and_there_is_one_source(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await brand.call("create_passport_template", name="One", start_from="core")
    error = await brand.refused(409, "create_passport_template", name="one", start_from="core")
    assert error["code"] == "NAME_TAKEN"
    both = {"content": {"sections": SECTIONS}, "start_from": "core"}
    await brand.refused(400, "create_passport_template", name="Two", **both)
    await brand.refused(400, "create_passport_template", name="Two")
    await brand.refused(400, "create_passport_template", name="Two", start_from="submarines")


PLAIN = {"key": "a", "heading": {"en": "A"}, "fields": [MODEL]}


@pytest.mark.parametrize(
    ("sections", "where"),
    [
        ([], "sections"),
        ([PLAIN | {"key": f"s{n}", "fields": [], "visible": "always"} for n in range(16)], "sections"),
        ([PLAIN | {"key": "Not A Key"}], "sections[0].key"),
        ([PLAIN, PLAIN | {"fields": [MADE_IN]}], "sections[1].key"),
        ([PLAIN, PLAIN | {"key": "b"}], "sections[1].fields[0]"),
        ([PLAIN | {"fields": ["core.nothing"]}], "sections[0].fields[0]"),
        ([PLAIN | {"fields": []}], "sections[0].fields"),
        ([PLAIN | {"heading": {}}], "sections[0].heading"),
        ([PLAIN | {"heading": {"no tag": "A"}}], "sections[0].heading"),
        ([PLAIN | {"markets": ["EU"]}], "sections[0].markets[0]"),
    ],
)
async def test_what_cannot_be_drawn_is_refused(shared_brand: Brand, sections: list[Any], where: str) -> None:
    error = await shared_brand.refused(400, "create_passport_template", name="W", content={"sections": sections})
    assert error["code"] == "UNUSABLE_TEMPLATE"
    assert error["details"].startswith(f"_content.{where}: ")


async def test_another_brand_cannot_make_one_here(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    arguments = {"brand_id": shared_brand.id, "name": "Mine", "start_from": "core"}
    await other.owner.refused(403, "create_passport_template", **arguments)
    await new_template(other)
