"""validate_import_job: every row gets its verdict, and nothing else changes."""

import base64
from typing import Any
from uuid import uuid4

import pytest

from tests.features.imports.reading.test_xlsx_file import workbook
from tests.support.client import Brand, new_brand
from tests.support.factories import new_gtin, new_sku
from tests.support.importing import checked, checked_file, problems_of, rows_of, uploaded
from tests.support.server import LiveServer


async def _one(brand: Brand, content: str | bytes, **arguments: Any) -> dict[str, Any]:
    [row] = await rows_of(brand, await checked_file(brand, content, **arguments))
    return row


async def test_nothing_of_the_catalogue_is_changed(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    assert (await checked_file(brand, "SKU,Name\nA,B\n"))["counts"]["will_insert"] == 1
    assert (await brand.call("list_products"))["items"] == []


async def test_a_sku_and_a_gtin_of_two_products_are_an_error(shared_brand: Brand) -> None:
    sku, gtin = new_sku(), new_gtin()
    for kind, value in (("sku", sku), ("gtin", gtin)):
        identifiers = [{"identifier_type": kind, "raw_value": value}]
        await shared_brand.call("create_product", name={"en": "Bicycle"}, identifiers=identifiers)
    row = await _one(shared_brand, f"SKU,GTIN,Name\n{sku},{gtin},B\n")
    assert problems_of(row) == [(None, "TWO_PRODUCTS")]


async def test_a_product_is_found_by_its_barcode_whatever_type_it_was_set_as(shared_brand: Brand) -> None:
    gtin = new_gtin()
    identifiers = [{"identifier_type": "ean", "raw_value": gtin}]
    product = await shared_brand.call("create_product", name={"en": "Bicycle"}, identifiers=identifiers)
    row = await _one(shared_brand, f"GTIN,Name\n{gtin},Tandem\n")
    assert (row["action"], row["product_id"]) == ("update", product["product_id"])


async def test_two_rows_of_one_product_by_other_identifiers_repeat_each_other(shared_brand: Brand) -> None:
    sku, gtin = new_sku(), new_gtin()
    identifiers = [{"identifier_type": "sku", "raw_value": sku}, {"identifier_type": "gtin", "raw_value": gtin}]
    await shared_brand.call("create_product", name={"en": "Bicycle"}, identifiers=identifiers)
    job = await checked_file(shared_brand, f"SKU,GTIN,Name\n{sku},,A\n,{gtin},B\n")
    assert [problems_of(row) for row in await rows_of(shared_brand, job)] == [[(None, "REPEATED_ROW")]] * 2


async def test_leading_zeros_that_a_spreadsheet_took_are_put_back(shared_brand: Brand) -> None:
    content = workbook(S=[["SKU", "GTIN", "Name"], [new_sku(), 12345678905, "Bicycle"]])
    row = await _one(shared_brand, content, format="xlsx")
    assert (row["verdict"], problems_of(row)) == ("warning", [("GTIN", "LEADING_ZEROS_RESTORED")])
    assert "012345678905" in row["reasons"][0]["problem"]


@pytest.mark.parametrize(
    ("gtin", "problem"),
    [("4,00638E+12", "digits are lost"), ("4006381333932", "check digit"), ("123", "digits"), ("abc", "digit")],
)
async def test_barcodes_that_are_none_are_errors(shared_brand: Brand, gtin: str, problem: str) -> None:
    row = await _one(shared_brand, f"SKU;GTIN;Name\n{new_sku()};{gtin};B\n")
    assert problems_of(row) == [("GTIN", "IDENTIFIER_INVALID")]
    assert problem in row["reasons"][0]["problem"]


async def test_days_that_come_as_numbers_are_read_and_said(shared_brand: Brand) -> None:
    row = await _one(shared_brand, f"SKU,Name,Date of manufacture\n{new_sku()},B,45000\n")
    assert problems_of(row) == [("Date of manufacture", "DATE_FROM_NUMBER")]
    assert "2023-03-15" in row["reasons"][0]["problem"]


async def test_problems_of_the_file_are_problems_of_its_rows(shared_brand: Brand) -> None:
    content = f"SKU,Name\n{new_sku()},A\x00B\n{new_sku()},A,more\n"
    first, second = await rows_of(shared_brand, await checked_file(shared_brand, content))
    assert problems_of(first) == [("Name", "UNREADABLE_CELL")]
    assert problems_of(second) == [(None, "UNEVEN_ROW")]


async def test_a_new_product_needs_a_name(shared_brand: Brand) -> None:
    row = await _one(shared_brand, f"SKU,Model\n{new_sku()},City\n")
    assert problems_of(row) == [(None, "NAME_MISSING")]


async def test_an_archived_product_is_not_changed(shared_brand: Brand) -> None:
    sku = new_sku()
    identifiers = [{"identifier_type": "sku", "raw_value": sku}]
    product = await shared_brand.call("create_product", name={"en": "Bicycle"}, identifiers=identifiers)
    await shared_brand.call("archive_product", product_id=product["product_id"])
    assert problems_of(await _one(shared_brand, f"SKU,Name\n{sku},B\n")) == [(None, "PRODUCT_ARCHIVED")]


async def test_a_file_that_breaks_off_is_said_and_can_be_checked_again(shared_brand: Brand) -> None:
    content = "SKU,Name\n" + "".join(f"{new_sku()},B\n" for _ in range(30)) + '"never closed' + "x" * (17 << 20)
    created = await shared_brand.call("create_import_job", filename="a.csv")
    data = content.encode()
    for offset in range(0, len(data), 700_000):
        part = base64.b64encode(data[offset : offset + 700_000]).decode()
        last = offset + 700_000 >= len(data)
        await shared_brand.call(
            "append_import_file", import_job_id=created["import_job_id"], offset=offset, content=part, last=last
        )
    job = await checked(shared_brand, created)
    assert (job["status"], "quote may never be closed" in job["error"]) == ("uploaded", True)


async def test_without_an_identifier_nothing_is_checked(shared_brand: Brand) -> None:
    job = await uploaded(shared_brand, "Name,Model\nA,B\n")
    error = await shared_brand.refused(400, "validate_import_job", import_job_id=job["import_job_id"])
    assert error["code"] == "IMPORT_NEEDS_IDENTIFIER"


async def test_another_brand_s_import_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await uploaded(await new_brand(live_server), "SKU,Name\nA,B\n")
    seen = await shared_brand.refused(400, "validate_import_job", import_job_id=theirs["import_job_id"])
    assert seen == await shared_brand.refused(400, "validate_import_job", import_job_id=str(uuid4()))
