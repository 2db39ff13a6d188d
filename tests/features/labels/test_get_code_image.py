"""get_code_image: the files, what is in them, and what is said against them."""

from base64 import b64decode

import pytest
import zxingcpp

from tests.carriers.pixels import of_pdf, of_png
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer

PATH = "/01/09506000134352/21/ABC"


async def test_a_unit_s_code_reads_back_to_its_scan_address(shared_brand: Brand) -> None:
    minted = await new_mint_batch(shared_brand)
    [unit] = (await shared_brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"], limit=1))["items"]
    arguments = {"path": unit["gs1_path"], "format": "pdf", "text_place": "below"}
    image = await shared_brand.call("get_code_image", **arguments)
    assert image == await shared_brand.call("get_code_image", **arguments)
    [code] = zxingcpp.read_barcodes(of_pdf(b64decode(image["content"])))
    assert code.text == image["text"]
    assert image["text"].startswith(f"http://{shared_brand.host}:")
    assert image["text"].endswith(unit["gs1_path"])
    assert image["human_readable"] == [f"(01) {minted['gtin']}", f"(21) {unit['serial']}"]
    assert (image["media_type"], image["warnings"]) == ("application/pdf", [])


async def test_a_data_matrix_holds_the_element_string(shared_brand: Brand) -> None:
    image = await shared_brand.call("get_code_image", path=PATH, symbology="data_matrix", format="png")
    [code] = zxingcpp.read_barcodes(of_png(b64decode(image["content"])))
    assert (code.text, code.symbology_identifier) == ("(01)09506000134352(21)ABC", "]d2")


async def test_size_and_contrast_are_warned_of(shared_brand: Brand) -> None:
    image = await shared_brand.call("get_code_image", path=PATH, x_dimension_mm=0.2, dark="#ff0000")
    assert [(each["code"], each["is_grave"]) for each in image["warnings"]] == [
        ("MODULE_TOO_SMALL", True),
        ("CONTRAST_TOO_LOW", True),
    ]


@pytest.mark.parametrize(
    ("arguments", "argument", "code"),
    [
        ({"path": "/01/09506000134353"}, "_path", "CANNOT_CARRY"),
        ({"path": "nonsense"}, "_path", "CANNOT_CARRY"),
        ({"path": "/01/" + "9" * 400}, "_path", "CANNOT_CARRY"),
        ({"path": "/mu/00000000-0000-7000-8000-000000000000", "symbology": "data_matrix"}, "_path", "CANNOT_CARRY"),
        ({"path": PATH, "x_dimension_mm": 0.01}, "_x_dimension_mm", "INVALID_ARGUMENT"),
        ({"path": PATH, "x_dimension_mm": 11}, "_x_dimension_mm", "INVALID_ARGUMENT"),
        ({"path": PATH, "dark": "red"}, "_dark", "INVALID_ARGUMENT"),
        ({"path": PATH, "format": "gif"}, "_format", "INVALID_ARGUMENT"),
    ],
)
async def test_what_cannot_be_drawn_is_refused(
    shared_brand: Brand, arguments: dict[str, object], argument: str, code: str
) -> None:
    error = await shared_brand.refused(400, "get_code_image", **arguments)
    assert error["code"] == code
    assert error["details"].startswith(f"{argument}: ")


async def test_another_brand_s_code_is_refused(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    error = await other.owner.refused(403, "get_code_image", brand_id=shared_brand.id, path=PATH)
    assert error["message"] == "Forbidden"
