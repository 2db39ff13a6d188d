"""A product's attributes as a form: what people type becomes values, and what they leave alone stays as it was."""

from typing import Any

import pytest

from tests.entrypoints.console.visitor import Visitor, signed_in
from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.files import EXE, picture
from tests.support.server import LiveServer


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    """A brand with one member, who edits."""
    return await new_brand(live_server)


@pytest.fixture
async def editor(live_server: LiveServer, brand: Brand) -> Visitor:
    """The brand's owner at the console."""
    return await signed_in(live_server, brand.owner.email)


async def edited(brand: Brand, editor: Visitor, stored: dict[str, Any], **typed: Any) -> dict[str, Any]:
    """The attributes after ``typed`` was saved over ``stored``; a field ``language`` chooses the language."""
    language = typed.pop("language", "")
    product = await new_product(brand, attributes=READY_ATTRIBUTES | stored)
    path = f"/console/{brand.subdomain}/products/{product['product_id']}/edit"
    typed = {"name": "City bicycle", "commercial_status": "ACTIVE"} | typed
    answer = await editor.send(f"{path}?language={language}" if language else path, **typed)
    assert answer.status_code == 303, answer.text
    after = await brand.call("get_product", product_id=product["product_id"])
    return {key: value for key, value in after["attributes"].items() if key not in READY_ATTRIBUTES}


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("core.identity.weight", "18,4", 18.4),
        ("core.identity.weight", " 18 ", 18),
        (
            "core.composition.critical_raw_materials",
            "Magnesium\r\n\r\nSilicon metal\r\n",
            ["Magnesium", "Silicon metal"],
        ),
        ("core.identity.description", "For the town.", "For the town."),
        ("core.origin.country_of_origin", "DE", None),
        ("core.care.manual_url", "https://example.com/manual", "https://example.com/manual"),
    ],
)
async def test_what_is_typed_becomes_a_value(brand: Brand, editor: Visitor, key: str, typed: str, value: Any) -> None:
    after = await edited(brand, editor, {}, **{key: typed})
    assert after == ({key: value} if value is not None else {})


async def test_a_number_may_come_in_another_unit(brand: Brand, editor: Visitor) -> None:
    key = "core.identity.weight"
    assert await edited(brand, editor, {}, **{key: "500", f"{key}~unit": "g"}) == {key: 0.5}


async def test_materials_are_rows_of_a_name_and_a_share(brand: Brand, editor: Visitor) -> None:
    key = "core.composition.materials"
    rows = {f"{key}~name": ["Aluminium", "Steel", "Rubber", ""], f"{key}~share": ["62,5", "30", "7.5", ""]}
    shares = [{"name": "Aluminium", "share": 62.5}, {"name": "Steel", "share": 30}, {"name": "Rubber", "share": 7.5}]
    assert await edited(brand, editor, {}, **rows) == {key: shares}
    assert await edited(brand, editor, {key: shares}, **{f"{key}~name": "", f"{key}~share": ""}) == {}


async def test_other_attributes_are_edited_as_they_are(brand: Brand, editor: Visitor) -> None:
    typed = {"other_attributes": '{"erp.colour": {"ral": 6005}}'}
    assert await edited(brand, editor, {"erp.id": 7}, **typed) == {"erp.colour": {"ral": 6005}}


async def test_an_emptied_field_loses_its_value(brand: Brand, editor: Visitor) -> None:
    assert await edited(brand, editor, {"core.identity.weight": 18}, **{"core.identity.weight": ""}) == {}


async def test_what_is_left_alone_stays_even_where_it_does_not_fit(brand: Brand, editor: Visitor) -> None:
    stored = {"core.identity.weight": "about 18 kg", "core.composition.materials": "wood", "erp.id": 7}
    assert await edited(brand, editor, stored, **{"core.identity.weight": "about 18 kg"}) == stored


async def test_a_translation_stands_beside_the_text_it_translates(brand: Brand, editor: Visitor) -> None:
    stored = {"core.identity.description": "For the town.", "erp.id": 7, "core.identity.weight": 18}
    typed = {"core.identity.description": "Für die Stadt.", "name": "Stadtfahrrad", "language": "de"}
    after = await edited(brand, editor, stored, **typed)
    assert after == stored | {"core.identity.description": {"en": "For the town.", "de": "Für die Stadt."}}


async def test_a_value_that_cannot_be_read_is_said_at_its_field_and_nothing_is_saved(
    brand: Brand, editor: Visitor
) -> None:
    product = await new_product(brand)
    path = f"/console/{brand.subdomain}/products/{product['product_id']}/edit"
    typed = {
        "core.identity.weight": "heavy",
        "other_attributes": "{",
        "core.composition.materials~name": "Steel",
        "core.composition.materials~share": "",
    }
    answer = await editor.send(path, name="Other name", commercial_status="ACTIVE", **typed)
    assert answer.status_code == 422
    told = ("core.identity.weight", "other_attributes", "core.composition.materials")
    assert all(f'id="{key}-error"' in answer.text for key in told)
    assert 'value="Steel"' in answer.text
    assert 'value="heavy"' in answer.text
    after = await brand.call("get_product", product_id=product["product_id"])
    assert after["name"] == product["name"]


async def test_the_form_in_another_language_offers_only_texts_that_have_a_source(brand: Brand, editor: Visitor) -> None:
    product = await new_product(brand, attributes=READY_ATTRIBUTES | {"core.identity.description": "For the town."})
    path = f"/console/{brand.subdomain}/products/{product['product_id']}/edit?language=de"
    text = (await editor.get(path)).text
    assert 'name="core.identity.description"' in text
    assert 'name="core.identity.weight"' not in text
    assert 'name="core.care.instructions"' not in text


async def test_only_fields_of_the_product_s_sector_are_offered_and_what_is_missing_is_marked(
    brand: Brand, editor: Visitor
) -> None:
    await brand.call("choose_field_packs", packs=["battery", "textile"])
    product = await new_product(brand, attributes={"core.identity.sector": "battery", "textile.size": "M"})
    text = (await editor.get(f"/console/{brand.subdomain}/products/{product['product_id']}/edit")).text
    assert 'name="battery.category"' in text
    assert 'name="textile.size"' in text  # it has a value
    assert 'name="textile.fibre_composition~name"' not in text
    assert "Needed to mint" in text
    assert "Read it in EUR-Lex" in text


async def test_a_stored_value_that_does_not_fit_is_marked_at_its_field(brand: Brand, editor: Visitor) -> None:
    product = await new_product(brand, attributes=READY_ATTRIBUTES | {"core.identity.weight": "heavy"})
    text = (await editor.get(f"/console/{brand.subdomain}/products/{product['product_id']}/edit")).text
    assert 'id="core.identity.weight-problem"' in text


async def test_save_and_stay_comes_back_to_the_form(brand: Brand, editor: Visitor) -> None:
    product = await new_product(brand)
    path = f"/console/{brand.subdomain}/products/{product['product_id']}/edit"
    answer = await editor.send(path, name="Other", commercial_status="ACTIVE", stay="1")
    assert answer.headers["location"] == path


IMAGE = "core.identity.image"


async def _saved_with_files(editor: Visitor, path: str, *files: tuple[str, bytes]) -> Any:
    fields = {"csrf": await editor.token(path), "name": "City bicycle", "commercial_status": "ACTIVE", IMAGE: ""}
    sent = [(f"{IMAGE}~upload", (name, content, "application/octet-stream")) for name, content in files]
    return await editor.http.post(path, data=fields, files=sent, headers={"sec-fetch-site": "same-origin"})


async def test_a_file_can_be_uploaded_in_its_field_and_is_linked_where_the_value_is_shown(
    brand: Brand, editor: Visitor
) -> None:
    product_id = (await new_product(brand))["product_id"]
    here = f"/console/{brand.subdomain}/products/{product_id}"
    answer = await _saved_with_files(editor, f"{here}/edit", ("Front.png", picture()))
    assert answer.status_code == 303, answer.text
    (file,) = (await brand.call("list_product_attachments", product_id=product_id))["items"]
    after = await brand.call("get_product", product_id=product_id)
    assert after["attributes"][IMAGE] == file["attachment_id"]
    assert file["show_on_passport"] is True  # everybody may see the field
    link = f'href="{here}/files/{file["attachment_id"]}/download"'
    for page in (here, f"{here}/history"):
        shown = (await editor.get(page)).text
        assert link in shown
        assert "Front.png" in shown


async def test_a_refused_upload_is_said_at_its_field_and_nothing_is_saved(brand: Brand, editor: Visitor) -> None:
    product_id = (await new_product(brand))["product_id"]
    here = f"/console/{brand.subdomain}/products/{product_id}"
    answer = await _saved_with_files(editor, f"{here}/edit", ("Program.pdf", EXE))
    assert answer.status_code == 422
    assert "the content is not a PDF document" in answer.text
    assert IMAGE not in (await brand.call("get_product", product_id=product_id))["attributes"]
    assert (await brand.call("list_product_attachments", product_id=product_id))["items"] == []
