"""create_label_template: a design under a name, refused where no label could be drawn after it."""

from typing import Any

import pytest

from tests.support.client import Brand, new_brand
from tests.support.labels import SMALL
from tests.support.server import LiveServer

CODE = {"type": "code", "x_mm": 1, "y_mm": 1, "size_mm": 20}


def design(*elements: dict[str, Any], **paper: Any) -> dict[str, Any]:
    return {"elements": list(elements), **(paper or {"stock": "roll-50x30"})}


async def test_a_template_keeps_its_design_with_all_defaults(shared_brand: Brand) -> None:
    made = await shared_brand.call("create_label_template", name="  Front   label ", design=design(CODE))
    assert made["name"] == "Front label"
    assert made["design"]["elements"] == [CODE | {"symbology": "qr", "error_correction": "M", "colour": "#000000"}]
    assert made["archived_at"] is None


async def test_two_templates_in_use_have_two_names(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    first = await brand.call("create_label_template", name="Roll", design=SMALL)
    error = await brand.refused(409, "create_label_template", name="roll", design=SMALL)
    assert error["code"] == "NAME_TAKEN"
    await brand.call("archive_label_template", label_template_id=first["label_template_id"])
    await brand.call("create_label_template", name="roll", design=SMALL)


SHEET = {"page": [210, 297], "label": [60, 30], "margin": [5, 5], "pitch": [65, 30], "columns": 3, "rows": 9}


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        (design(CODE, stock="avery-none"), "stock"),
        (design(CODE, stock="roll-50x30", sheet=SHEET), "stock"),
        (design(CODE, sheet=SHEET | {"columns": 4}), "sheet"),
        (design(CODE, sheet=SHEET | {"pitch": [50, 30]}), "sheet"),
        (design(CODE, sheet=SHEET | {"label": [3, 30]}), "sheet"),
        ({"elements": [], "stock": "roll-50x30"}, "elements"),
        (design(CODE, CODE), "elements"),
        (design({"type": "text", "text": "no code"}), "elements"),
        (design(CODE, {"type": "pictogram", "name": "smiley"}), "elements[1].name"),
        (design(CODE, {"type": "text", "text": "{colour}"}), "elements[1].text"),
        (design(CODE, {"type": "logo", "image": "bm8gcGljdHVyZQ=="}), "elements[1].image"),
    ],
)
async def test_a_design_that_cannot_be_drawn_is_refused(shared_brand: Brand, wrong: dict[str, Any], where: str) -> None:
    error = await shared_brand.refused(400, "create_label_template", name="Wrong", design=wrong)
    assert error["code"] == "UNUSABLE_DESIGN"
    assert error["details"].startswith(f"_design.{where}: ")


@pytest.mark.parametrize("wrong", [{"size_mm": -1}, {"colour": "red"}, {"symbology": "ean13"}, {"size": 3}])
async def test_an_element_with_a_wrong_value_is_refused(shared_brand: Brand, wrong: dict[str, Any]) -> None:
    await shared_brand.refused(400, "create_label_template", name="Wrong", design=design(CODE | wrong))


async def test_another_brand_cannot_make_one_here(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    await other.owner.refused(403, "create_label_template", brand_id=shared_brand.id, name="Mine", design=SMALL)
