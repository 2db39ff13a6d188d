"""create_label_job: every code of every file reads back, or there is no file."""

import csv
import io
import zipfile
from uuid import uuid4

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.labels import COVERED, SHEETS, SMALL, TINY, codes_in_pdf, downloaded, ended, new_template, printed
from tests.support.server import LiveServer


async def test_a_pdf_has_a_label_for_each_unit(shared_brand: Brand) -> None:
    minted = await new_mint_batch(shared_brand, requested_quantity=25)
    units = (await shared_brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"]
    job = await printed(shared_brand, minted["mint_batch_id"], SHEETS)
    assert (job["status"], job["error"], job["checked_labels"]) == ("completed", None, 25)
    codes = codes_in_pdf((await downloaded(shared_brand, job)).content)
    assert sorted("/01/" + code.partition("/01/")[2] for code in codes) == sorted(unit["gs1_path"] for unit in units)


async def test_the_same_template_and_units_give_the_same_bytes(shared_brand: Brand) -> None:
    minted = await new_mint_batch(shared_brand)
    wish = {"mint_batch_id": minted["mint_batch_id"], "label_template_id": await new_template(shared_brand)}
    for kind in ("pdf", "svg_zip"):
        jobs = [
            await ended(shared_brand, await shared_brand.call("create_label_job", **wish, format=kind)) for _ in "ab"
        ]
        assert jobs[0]["sha256"] == jobs[1]["sha256"] is not None


async def test_a_zip_has_an_svg_for_each_label_and_a_list(shared_brand: Brand) -> None:
    minted = await new_mint_batch(shared_brand)
    job = await printed(shared_brand, minted["mint_batch_id"], format="svg_zip", first_label=2, label_count=3)
    with zipfile.ZipFile(io.BytesIO((await downloaded(shared_brand, job)).content)) as archive:
        names = archive.namelist()
        rows = list(csv.DictReader(io.TextIOWrapper(archive.open("labels.csv"))))
    assert names == ["label-00001.svg", "label-00002.svg", "label-00003.svg", "labels.csv"]
    units = (await shared_brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"]
    assert [row["path"] for row in rows] == [unit["gs1_path"] for unit in units[2:5]]


async def test_labels_of_a_lot_and_of_some_units(shared_brand: Brand) -> None:
    lots = [{"lot_code": f"A{uuid4().hex[:6]}", "qty": 4}, {"lot_code": f"B{uuid4().hex[:6]}", "qty": 6}]
    minted = await new_mint_batch(shared_brand, identity_mode="batch", lots=lots)
    job = await printed(shared_brand, minted["mint_batch_id"], lot_id=minted["lots"][1]["lot_id"])
    assert (job["status"], job["first_label"], job["label_count"]) == ("completed", 4, 6)
    codes = codes_in_pdf((await downloaded(shared_brand, job)).content)
    assert {code.rpartition("/")[2] for code in codes} == {lots[1]["lot_code"]}
    serial = await new_mint_batch(shared_brand)
    units = (await shared_brand.call("list_mint_units", mint_batch_id=serial["mint_batch_id"]))["items"]
    chosen = [units[7], units[1]]
    job = await printed(shared_brand, serial["mint_batch_id"], unit_ids=[unit["unit_id"] for unit in chosen])
    codes = codes_in_pdf((await downloaded(shared_brand, job)).content)
    assert [code.rpartition("/")[2] for code in codes] == [unit["serial"] for unit in chosen]


async def test_a_code_that_does_not_read_back_fails_the_job_and_releases_nothing(shared_brand: Brand) -> None:
    minted = await new_mint_batch(shared_brand)
    for design, kind in ((COVERED, "pdf"), (COVERED, "svg_zip"), (TINY, "pdf")):
        job = await printed(shared_brand, minted["mint_batch_id"], design, format=kind)
        assert (job["status"], job["error_code"], job["sha256"]) == ("failed", "CODE_UNREADABLE", None)
        assert "label 1 " in job["error"]
        error = await shared_brand.refused(409, "get_label_job_download", label_job_id=job["label_job_id"])
        assert error["code"] == "FILE_NOT_READY"


async def test_a_data_matrix_is_read_back_too_and_needs_a_gtin(shared_brand: Brand) -> None:
    design = SMALL | {"elements": [{"type": "code", "x_mm": 1, "y_mm": 1, "size_mm": 18, "symbology": "data_matrix"}]}
    minted = await new_mint_batch(shared_brand)
    assert (await printed(shared_brand, minted["mint_batch_id"], design))["status"] == "completed"


async def test_a_text_that_no_font_has_fails_the_job(shared_brand: Brand) -> None:
    text = {"type": "text", "x_mm": 28, "y_mm": 2, "text": "\U0001f6b2"}
    minted = await new_mint_batch(shared_brand)
    job = await printed(shared_brand, minted["mint_batch_id"], SMALL | {"elements": [SMALL["elements"][0], text]})
    assert (job["status"], job["error_code"]) == ("failed", "CHARACTERS_MISSING")


async def test_the_same_key_gives_the_same_job(shared_brand: Brand) -> None:
    minted = await new_mint_batch(shared_brand)
    wish = {"mint_batch_id": minted["mint_batch_id"], "label_template_id": await new_template(shared_brand)}
    key = uuid4().hex
    first = await shared_brand.call("create_label_job", **wish, idempotency_key=key)
    again = await shared_brand.call("create_label_job", **wish, idempotency_key=key)
    assert first["label_job_id"] == again["label_job_id"]


async def test_a_range_outside_the_batch_is_refused(shared_brand: Brand) -> None:
    minted = await new_mint_batch(shared_brand)
    wish = {"mint_batch_id": minted["mint_batch_id"], "label_template_id": await new_template(shared_brand)}
    for wrong, argument in (
        ({"first_label": 10}, "_first_label"),
        ({"first_label": -1}, "_first_label"),
        ({"label_count": 11}, "_label_count"),
        ({"label_count": 0}, "_label_count"),
        ({"lot_id": NOBODYS_ID}, "_lot_id"),
        ({"unit_ids": []}, "_unit_ids"),
        ({"unit_ids": [NOBODYS_ID]}, "_unit_ids"),
        ({"unit_ids": [NOBODYS_ID], "first_label": 1}, "_unit_ids"),
    ):
        error = await shared_brand.refused(400, "create_label_job", **wish, **wrong)
        assert error["details"].startswith(f"{argument}: ")


async def test_another_brand_s_batch_and_template_are_as_good_as_none(
    live_server: LiveServer, shared_brand: Brand
) -> None:
    other = await new_brand(live_server)
    theirs, mine = await new_mint_batch(other), await new_mint_batch(shared_brand)
    for mint_batch_id, template in (
        (theirs["mint_batch_id"], await new_template(shared_brand)),
        (mine["mint_batch_id"], await new_template(other)),
    ):
        wish = {"mint_batch_id": mint_batch_id, "label_template_id": template}
        assert (await shared_brand.refused(400, "create_label_job", **wish))["code"] == "NOT_FOUND"
