"""countermark export-products."""

import csv
import os
from pathlib import Path

import openpyxl

from tests.support.client import Brand
from tests.support.command_line import Deployment
from tests.support.factories import READY_ATTRIBUTES, new_product

WEIGHT = "core.identity.weight"


async def _two_products(brand: Brand) -> None:
    await new_product(
        brand, name={"en": "Heavy bicycle"}, attributes=READY_ATTRIBUTES | {WEIGHT: {"value": 18400, "unit": "g"}}
    )
    await new_product(brand, name={"en": "=1+1"}, commercial_status="INACTIVE")


async def test_a_filtered_list_becomes_a_file_that_an_import_knows(
    live: Deployment, brand: Brand, tmp_path: Path
) -> None:
    await _two_products(brand)
    export = ("export-products", "--brand", brand.subdomain, "--status", "ACTIVE", "--columns", WEIGHT)
    told = live.succeed(*export, "--output", str(tmp_path / "a.csv"), "--json").json
    (row,) = csv.DictReader((tmp_path / "a.csv").read_text().splitlines())
    assert (told["products"], told["size_bytes"]) == (1, (tmp_path / "a.csv").stat().st_size)
    assert (row["name.en"], row[WEIGHT], row["commercial_status"]) == ("Heavy bicycle", "18.4", "ACTIVE")
    assert "core.identity.model" not in row
    live.succeed("export-products", "--brand", brand.id, "--sort", "oldest", "--output", str(tmp_path / "a.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    headings, *rows = sheet.iter_rows(values_only=True)
    place = headings.index("name.en")
    assert [row[place] for row in rows] == ["Heavy bicycle", "'=1+1"]
    assert sorted(os.listdir(tmp_path)) == ["a.csv", "a.xlsx"]


async def test_what_cannot_be_written_is_refused_before_anything_is(
    live: Deployment, brand: Brand, tmp_path: Path
) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    for options, said in (
        (("--output", str(tmp_path / "mine.csv")), "exists already"),
        (("--output", str(tmp_path / "a.pdf")), "neither in .csv nor in .xlsx"),
        (("--output", str(tmp_path / "b.csv"), "--columns", "core.no.such"), "no field"),
        (("--json",), "--output"),
    ):
        ran = live.run("export-products", "--brand", brand.id, *options)
        assert (ran.code, said in ran.errors) == (1, True), ran.errors
    assert os.listdir(tmp_path) == ["mine.csv"]
