"""Settings, fields: packs and a brand's own fields, by forms."""

from typing import Any

import pytest

from tests.entrypoints.console.visitor import Visitor, location, signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.factories import new_product
from tests.support.server import LiveServer

PLAIN = {"label": "Season", "type": "text", "level": "model", "access": "public", "requirement": "optional"}


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    return await new_brand(live_server)


@pytest.fixture
async def owner(live_server: LiveServer, brand: Brand) -> Visitor:
    return await signed_in(live_server, brand.owner.email)


def settings_of(brand: Brand) -> str:
    return f"/console/{brand.subdomain}/settings/fields"


async def test_the_settings_are_in_the_navigation_and_offer_the_first_field(brand: Brand, owner: Visitor) -> None:
    home = await owner.get(f"/console/{brand.subdomain}/")
    assert f'href="/console/{brand.subdomain}/settings"' in home.text
    answer = await owner.get(settings_of(brand))
    assert f'href="/console/{brand.subdomain}/settings" data-key="s" aria-current="page"' in answer.text
    page = text_of(answer)
    assert "No sector is in use" in page
    assert "Add the first field" in page


async def test_an_industry_selects_packs_and_a_bad_one_is_said_at_its_field(brand: Brand, owner: Visitor) -> None:
    await new_product(brand)
    path = f"{settings_of(brand)}/packs"
    assert "What the one product lacks" in text_of(await owner.get(path))
    refused = await owner.send(path, industry="batteries", by="industry")
    assert (refused.status_code, 'id="industry-error"' in refused.text) == (422, True)
    assert location(await owner.send(path, industry="27.20", by="industry")) == settings_of(brand)
    assert "Batteries" in text_of(await owner.get(settings_of(brand)))
    chosen: dict[str, str] = {"industry": "27.20", "by": "chosen", "pack.textile": "1"}
    await owner.send(path, **chosen)
    schema = await brand.call("list_fields")
    assert [pack["name"] for pack in schema["packs"] if pack["in_use"]] == ["core", "textile"]


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ({}, {"type": "text"}),
        (
            {"type": "choice", "choices": "s = Summer\r\nWinter", "labels": "de = Saison"},
            {"choices": {"s": "Summer", "Winter": "Winter"}, "labels": {"de": "Saison"}},
        ),
        ({"type": "number", "unit": "mm", "minimum": "0,5"}, {"unit": "mm", "minimum": 0.5, "maximum": None}),
        ({"slug": "saison", "help": "As sold."}, {"key": "custom.saison", "help": "As sold."}),
    ],
)
async def test_what_is_typed_becomes_a_field(
    brand: Brand, owner: Visitor, typed: dict[str, str], made: dict[str, Any]
) -> None:
    assert location(await owner.send(f"{settings_of(brand)}/new", **(PLAIN | typed))) == settings_of(brand)
    (field,) = await brand.call("list_custom_fields")
    assert {name: field[name] for name in made} == made


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"label": ""}, "label"),
        ({"type": "choice"}, "choices"),
        ({"labels": "Saison"}, "labels"),
        ({"type": "number", "minimum": "few"}, "minimum"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    brand: Brand, owner: Visitor, typed: dict[str, str], name: str
) -> None:
    refused = await owner.send(f"{settings_of(brand)}/new", **(PLAIN | {"help": "Kept as typed."} | typed))
    assert (refused.status_code, f'id="{name}-error"' in refused.text) == (422, True)
    assert "Kept as typed." in refused.text
    assert await brand.call("list_custom_fields") == []


async def test_a_field_is_edited_archived_and_brought_back(brand: Brand, owner: Visitor) -> None:
    await brand.call("create_custom_field", label="Depth", type="number", unit="mm", minimum=1)
    path = f"{settings_of(brand)}/depth"
    form = await owner.get(path)
    assert 'value="1"' in form.text
    assert 'name="unit"' not in form.text
    await owner.send(path, **(PLAIN | {"label": "Depth inside", "type": "number", "minimum": "1"}))
    await owner.send(f"{path}/archive", form_at=settings_of(brand))
    (field,) = await brand.call("list_custom_fields", include_archived=True)
    assert (field["label"], field["minimum"], field["archived_at"] is None) == ("Depth inside", 1, False)
    page = await owner.get(settings_of(brand))
    assert "Undo" in text_of(page)
    await owner.send(f"{path}/restore", form_at=settings_of(brand))
    assert (await brand.call("list_custom_fields"))[0]["label"] == "Depth inside"


async def test_another_brands_fields_are_not_found(live_server: LiveServer, brand: Brand, owner: Visitor) -> None:
    other = await new_brand(live_server)
    await other.call("create_custom_field", label="Secret", type="text")
    assert (await owner.get(settings_of(other))).status_code == 404
    assert (await owner.get(f"{settings_of(brand)}/secret")).status_code == 404
