"""list_fields: the brand's whole schema."""

import pytest

from countermark.features.fields.catalogue import pack_names
from tests.support.client import Brand, new_brand, sign_up
from tests.support.server import LiveServer


async def test_a_brand_without_industry_has_the_core(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    schema = await brand.call("list_fields")
    assert list(schema) == ["version", "industry", "packs_chosen", "packs", "sections", "fields"]
    assert [pack["name"] for pack in schema["packs"] if pack["in_use"]] == ["core"]
    assert [pack["name"] for pack in schema["packs"]] == list(pack_names())
    assert {field["pack"] for field in schema["fields"]} == {"core"}


@pytest.mark.parametrize(
    ("industry", "packs"),
    [
        ("27.20", ["core", "battery"]),
        ("C27.2", ["core", "battery"]),
        ("27", ["core", "electronics"]),
        ("14.13", ["core", "textile"]),
        ("25.11", ["core", "construction", "steel"]),
        ("62.10", ["core"]),
    ],
)
async def test_the_industry_selects_packs(live_server: LiveServer, industry: str, packs: list[str]) -> None:
    brand = await new_brand(live_server)
    await brand.call("update_brand", patch={"industry": industry})
    schema = await brand.call("list_fields")
    assert [pack["name"] for pack in schema["packs"] if pack["in_use"]] == packs


@pytest.mark.parametrize("industry", ["batteries", "27.201", "27.20.1", "04.10", "00", "C", ""])
async def test_what_is_no_nace_code_is_refused(shared_brand: Brand, industry: str) -> None:
    error = await shared_brand.refused(400, "update_brand", patch={"industry": industry})
    assert "_patch.industry" in error["details"]


async def test_a_field_says_what_it_takes_and_which_law_asks_for_it(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    await brand.call("choose_field_packs", packs=["battery"])
    fields = {field["key"]: field for field in (await brand.call("list_fields"))["fields"]}
    capacity = fields["battery.rated_capacity"]
    assert (capacity["unit"], capacity["units"], capacity["level"]) == ("Ah", {"Ah": 1, "mAh": 0.001}, "model")
    assert capacity["legal_reference"] == {
        "instrument": "Regulation (EU) 2023/1542 (batteries)",
        "provision": "Annex VI, Part A, point 6",
        "url": "http://data.europa.eu/eli/reg/2023/1542/oj",
    }
    assert (capacity["data_points"], capacity["requirement_by"]["battery.category=EV"]) == ([11, 25], "mandatory")


async def test_another_brand_does_not_see_it(live_server: LiveServer, shared_brand: Brand) -> None:
    stranger = await sign_up(live_server)
    await stranger.refused(403, "list_fields", brand_id=shared_brand.id)
