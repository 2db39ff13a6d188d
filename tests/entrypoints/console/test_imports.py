"""Imports at the console: files that cannot be read, downloads, the question about a file that comes twice."""

import csv
import io

import httpx
import openpyxl
import pytest

from tests.entrypoints.console.visitor import Visitor, location, signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.factories import new_sku
from tests.support.importing import checked_file, imported, job_of, settled
from tests.support.server import LiveServer


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    return await new_brand(live_server)


@pytest.fixture
async def visitor(live_server: LiveServer, brand: Brand) -> Visitor:
    return await signed_in(live_server, brand.owner.email)


async def _upload(visitor: Visitor, brand: Brand, name: str, content: bytes) -> httpx.Response:
    path = f"/console/{brand.subdomain}/imports/new"
    fields = {"csrf": await visitor.token(path)}
    return await visitor.http.post(
        path, data=fields, files={"file": (name, content)}, headers={"sec-fetch-site": "same-origin"}
    )


async def test_a_file_larger_than_a_form_becomes_an_import(brand: Brand, visitor: Visitor) -> None:
    content = "SKU,Name,Description\n" + "".join(f"S-{n},Bicycle,{'x' * 3000}\n" for n in range(2500))
    address = location(await _upload(visitor, brand, "large.csv", content.encode()))
    job = await brand.call("get_import_job", import_job_id=address.rsplit("/", 1)[1])
    assert (job["filename"], job["size_bytes"], job["status"]) == ("large.csv", len(content), "uploaded")
    assert "3 of 3 columns are recognised" in text_of(await visitor.get(address))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.csv", b"", "is empty"), ("a.csv", b"SKU\n", "no rows below it"), ("a.xlsx", b"SKU\n", "not an XLSX workbook")],
)
async def test_a_file_that_cannot_be_read_is_said_at_its_field(
    brand: Brand, visitor: Visitor, name: str, content: bytes, said: str
) -> None:
    answer = await _upload(visitor, brand, name, content)
    assert (answer.status_code, 'id="file-error"' in answer.text) == (422, True)
    assert said in text_of(answer)
    assert [job["status"] for job in (await brand.call("list_import_jobs"))["items"]] == ["cancelled"]


async def test_the_file_of_errors_has_the_reasons_and_runs_no_formula(brand: Brand, visitor: Visitor) -> None:
    content = f"SKU,Name,Weight\n{new_sku()},=HYPERLINK(1),heavy\n{new_sku()},Good,1\n"
    job = await checked_file(brand, content)
    answer = await visitor.get(f"/console/{brand.subdomain}/imports/{job['import_job_id']}/errors.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="products-errors.csv"'
    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head == ["SKU", "Name", "Weight", "What was wrong"]
    assert row[1] == "'=HYPERLINK(1)"
    assert row[3].startswith("Row 2: Weight must be a number")


async def test_what_was_corrected_in_the_file_of_errors_can_be_imported(brand: Brand, visitor: Visitor) -> None:
    job = await imported(brand, f"SKU,Name,Weight\n{new_sku()},=A,heavy\n{new_sku()},Good,1\n")
    path = f"/console/{brand.subdomain}/imports/{job['import_job_id']}/errors.csv"
    corrected = (await visitor.get(path)).content.replace(b"heavy", b"12")
    again = await imported(brand, corrected)
    assert again["counts"]["inserted"] == 1
    assert [p["name"]["en"] for p in (await brand.call("list_products"))["items"]] == ["=A", "Good"]


async def test_a_template_has_every_field_and_maps_itself(brand: Brand, visitor: Visitor) -> None:
    for name in ("products.csv", "products.xlsx"):
        answer = await visitor.get(f"/console/{brand.subdomain}/imports/templates/{name}")
        if name.endswith("csv"):
            [columns] = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
        else:
            book = openpyxl.load_workbook(io.BytesIO(answer.content))
            columns = [str(cell.value) for cell in book["Products"][1]]
            explained = [str(row[0].value) for row in book["Columns"].iter_rows(min_row=2)]
            assert explained == columns
        suggested = await brand.call("suggest_import_mapping", columns=columns)
        assert suggested["unmapped"] == []
        assert len({line["target"] for line in suggested["mapping"]}) == len(columns)


async def test_a_file_that_comes_twice_is_asked_about(brand: Brand, visitor: Visitor) -> None:
    content = f"SKU,Name\n{new_sku()},Bicycle\n".encode()
    earlier = await imported(brand, content)
    address = location(await _upload(visitor, brand, "again.csv", content))
    job = {"import_job_id": address.rsplit("/", 1)[1]}
    fields = {"target-0": "sku", "target-1": "name", "existing": "update", "empty_cells": "clear"}
    location(await visitor.send(f"{address}/columns", address, **fields))
    await settled(brand, job, "validating")
    asked = await visitor.send(f"{address}/commit", address)
    assert (asked.status_code, "This very file was imported before" in text_of(asked)) == (200, True)
    assert earlier["import_job_id"] in asked.text
    location(await visitor.send(f"{address}/commit", address, allow_same_file="yes"))
    done = await settled(brand, job, "committing")
    assert (done["status"], done["options"]["empty_cells"]) == ("completed", "clear")


async def test_a_saved_mapping_is_laid_over_the_columns_there_are(brand: Brand, visitor: Visitor) -> None:
    mapping = [{"column": "Nr", "target": "sku"}, {"column": "Other", "target": "name"}]
    saved = await brand.call("save_import_mapping", name="ERP", mapping=mapping)
    address = location(await _upload(visitor, brand, "a.csv", b"Nr,Was\nA,B\n"))
    path = f"{address}/saved-mapping"
    location(await visitor.send(path, address, import_mapping_id=saved["import_mapping_id"]))
    job = await job_of(brand, {"import_job_id": address.rsplit("/", 1)[1]})
    assert [(line["column"], line["target"]) for line in job["mapping"]] == [("Nr", "sku")]


async def test_progress_redraws_the_page_when_the_step_is_done(brand: Brand, visitor: Visitor) -> None:
    job = await checked_file(brand, "SKU,Name\nA,B\n")
    answer = await visitor.get(f"/console/{brand.subdomain}/imports/{job['import_job_id']}/progress")
    assert (answer.status_code, answer.headers["hx-refresh"]) == (200, "true")


async def test_another_brands_import_cannot_be_seen(live_server: LiveServer, visitor: Visitor, brand: Brand) -> None:
    foreign = await checked_file(await new_brand(live_server), "SKU,Name\nA,B\n")
    for page in ("", "/progress", "/errors.csv"):
        answer = await visitor.get(f"/console/{brand.subdomain}/imports/{foreign['import_job_id']}{page}")
        assert answer.status_code == 404
