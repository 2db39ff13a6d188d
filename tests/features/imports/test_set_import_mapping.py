"""set_import_mapping."""

from typing import Any
from uuid import uuid4

import pytest

from tests.features.imports.reading.test_xlsx_file import workbook
from tests.support.client import Brand, new_brand
from tests.support.importing import checked, checked_file, job_of, uploaded
from tests.support.server import LiveServer

CONTENT = "Nr;Titel;Gewicht\nA-1;Fahrrad;1500\n"


async def test_a_mapping_and_options_are_kept_and_the_rows_are_to_be_checked_anew(shared_brand: Brand) -> None:
    job = await checked_file(shared_brand, "SKU;Titel;Gewicht\nA-1;Fahrrad;1500\n")
    mapping = [
        {"column": "SKU", "target": "sku", "locale": None, "unit": None},
        {"column": "Titel", "target": "name", "locale": "de", "unit": None},
        {"column": "Gewicht", "target": "core.identity.weight", "locale": None, "unit": "g"},
    ]
    options = {"existing": "skip", "empty_cells": "clear", "locked_fields": ["name"]}
    answer = await shared_brand.call(
        "set_import_mapping", import_job_id=job["import_job_id"], mapping=mapping, options=options
    )
    assert (answer["mapping"], answer["options"], answer["status"]) == (mapping, options, "uploaded")
    assert (await checked(shared_brand, job))["counts"]["will_insert"] == 1


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ({"column": "Nope", "target": "sku"}, "_mapping[0].column"),
        ({"column": "Nr", "target": "core.nope"}, "_mapping[0].target"),
        ({"column": "Nr", "target": "name", "locale": "german"}, "_mapping[0].locale"),
        ({"column": "Nr", "target": "core.identity.weight", "unit": "V"}, "_mapping[0].unit"),
    ],
)
async def test_what_does_not_fit_is_named(shared_brand: Brand, line: dict[str, str], named: str) -> None:
    job = await uploaded(shared_brand, CONTENT)
    error = await shared_brand.refused(400, "set_import_mapping", import_job_id=job["import_job_id"], mapping=[line])
    assert error["details"].startswith(named)


async def test_no_two_columns_mean_the_same_unless_in_other_languages(shared_brand: Brand) -> None:
    job = await uploaded(shared_brand, CONTENT)
    both = [{"column": "Nr", "target": "name"}, {"column": "Titel", "target": "name"}]
    error = await shared_brand.refused(400, "set_import_mapping", import_job_id=job["import_job_id"], mapping=both)
    assert error["details"].startswith("_mapping[1].target")
    both[1]["locale"] = "de"
    assert (await shared_brand.call("set_import_mapping", import_job_id=job["import_job_id"], mapping=both))["ok"]


async def test_another_sheet_is_read_anew(shared_brand: Brand) -> None:
    content = workbook(Products=[["SKU"], ["A"]], Parts=[["Part", "EAN"], ["P", "4006381333931"]])
    job = await uploaded(shared_brand, content, format="xlsx")
    assert (job["sheet"], job["sheets"], job["columns"]) == ("Products", ["Products", "Parts"], ["SKU"])
    await shared_brand.call("set_import_mapping", import_job_id=job["import_job_id"], reading={"sheet": "Parts"})
    now = await job_of(shared_brand, job)
    assert (now["sheet"], now["columns"], now["mapping"][0]["target"]) == ("Parts", ["Part", "EAN"], "ean")


async def test_a_csv_file_is_read_anew_with_the_encoding_and_delimiter_that_are_named(shared_brand: Brand) -> None:
    job = await uploaded(shared_brand, "SKU|Name\nA|Gr\u00fcn\n".encode("cp1252"))
    reading: dict[str, Any] = {"encoding": "cp437", "delimiter": "|"}
    await shared_brand.call("set_import_mapping", import_job_id=job["import_job_id"], reading=reading)
    now = await job_of(shared_brand, job)
    assert (now["encoding"], now["sample"][0][1]) == ("cp437", "Gr\u207fn")
    for wrong in ({"encoding": "klingon"}, {"delimiter": "ab"}):
        error = await shared_brand.refused(400, "set_import_mapping", import_job_id=job["import_job_id"], reading=wrong)
        assert error["details"].startswith("_reading")


async def test_another_brand_s_import_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await uploaded(await new_brand(live_server), CONTENT)
    seen = await shared_brand.refused(400, "set_import_mapping", import_job_id=theirs["import_job_id"], mapping=[])
    assert seen == await shared_brand.refused(400, "set_import_mapping", import_job_id=str(uuid4()), mapping=[])
