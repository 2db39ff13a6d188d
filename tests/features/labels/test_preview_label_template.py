"""preview_label_template: the label as SVG, and what is to be said against it."""

import io
from typing import Any

import numpy as np
import pytest
import resvg_py
import zxingcpp
from PIL import Image

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.labels import COVERED, SMALL
from tests.support.server import LiveServer

CODE = {"type": "code", "x_mm": 2, "y_mm": 2, "size_mm": 25}
TEXT = {"type": "text", "x_mm": 28, "y_mm": 2, "width_mm": 20, "height_mm": 10}
LOGO = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="


async def test_a_preview_has_the_facts_of_the_batch_s_first_unit(shared_brand: Brand) -> None:
    minted = await new_mint_batch(shared_brand)
    [unit] = (await shared_brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"], limit=1))["items"]
    preview = await shared_brand.call("preview_label_template", design=SMALL, mint_batch_id=minted["mint_batch_id"])
    assert preview["text"].endswith(unit["gs1_path"])
    png = resvg_py.svg_to_bytes(svg_string=preview["svg"], zoom=4, dpi=96, skip_system_fonts=True)
    [code] = zxingcpp.read_barcodes(np.array(Image.open(io.BytesIO(bytes(png))).convert("L")))
    assert code.text == preview["text"]
    assert (preview["width_mm"], preview["height_mm"]) == (50, 30)


async def test_a_preview_without_a_batch_has_made_up_facts(shared_brand: Brand) -> None:
    preview = await shared_brand.call("preview_label_template", design=SMALL)
    assert preview["text"].endswith("/01/09506000134352/21/ABCD1234EFGH5678")
    assert [warning["code"] for warning in preview["warnings"] if warning["is_grave"]] == []


@pytest.mark.parametrize(
    ("elements", "code", "is_grave"),
    [
        ([CODE | {"size_mm": 12}], "MODULE_TOO_SMALL", True),
        ([CODE | {"size_mm": 20}], "MODULE_BELOW_TARGET", False),
        ([CODE | {"colour": "#ff8888"}], "CONTRAST_TOO_LOW", True),
        ([CODE | {"x_mm": 40}], "OUT_OF_LABEL", True),
        ([CODE, TEXT | {"x_mm": 10, "text": "over it"}], "OVERLAPS_CODE", True),
        ([CODE, TEXT | {"x_mm": 26, "text": "near it"}], "QUIET_ZONE", True),
        ([CODE, {"type": "box", "x_mm": 1, "y_mm": 1, "width_mm": 30, "height_mm": 28}], None, False),
        ([CODE, {"type": "logo", "x_mm": 30, "y_mm": 1, "width_mm": 9, "height_mm": 9, "image": LOGO}], None, False),
        ([CODE, TEXT | {"text": "much too long " * 9}], "TEXT_CUT", False),
        ([CODE, TEXT | {"text": "\U0001f6b2"}], "CHARACTERS_MISSING", False),
        ([CODE, TEXT | {"text": "Größe 尺寸 مقاس מידה"}], None, False),
    ],
)
async def test_what_is_wrong_is_said(
    shared_brand: Brand, elements: list[dict[str, Any]], code: str | None, is_grave: bool
) -> None:
    preview = await shared_brand.call("preview_label_template", design={"stock": "roll-50x30", "elements": elements})
    found = {warning["code"]: warning["is_grave"] for warning in preview["warnings"]}
    assert [grave for grave in found.values() if grave] == [] if code is None else found.get(code) is is_grave


async def test_a_covered_code_is_warned_of(shared_brand: Brand) -> None:
    warnings = (await shared_brand.call("preview_label_template", design=COVERED))["warnings"]
    assert ("OVERLAPS_CODE", 4) in [(warning["code"], warning["element"]) for warning in warnings]


async def test_another_brand_s_batch_gives_no_facts(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_mint_batch(await new_brand(live_server))
    seen, none = [
        await shared_brand.refused(400, "preview_label_template", design=SMALL, mint_batch_id=batch)
        for batch in (theirs["mint_batch_id"], NOBODYS_ID)
    ]
    assert seen == none
