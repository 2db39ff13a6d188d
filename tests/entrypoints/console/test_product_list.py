"""The list of products at the console: its address says everything, views of it are kept, and files made of it."""

import csv
import io
from typing import Any

import openpyxl
import psycopg
import pytest

from tests.entrypoints.console.visitor import Visitor, form_fields, location, signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.factories import READY_ATTRIBUTES, new_product
from tests.support.server import LiveServer

OURS = {"sec-fetch-site": "same-origin"}
MODEL, WEIGHT, MATERIALS = "core.identity.model", "core.identity.weight", "core.composition.materials"
DESCRIPTION = "core.identity.description"


@pytest.fixture(scope="module")
async def brand(live_server: LiveServer) -> Brand:
    """A brand with a bicycle and a lamp that lacks nearly everything."""
    brand = await new_brand(live_server)
    sku = [{"identifier_type": "sku", "raw_value": "=CMD-1"}]
    values = {
        WEIGHT: 18.5,
        MATERIALS: [{"name": "Aluminium", "share": 60}, {"name": "Steel", "share": 40}],
        DESCRIPTION: {"en": "+ light", "de": "leicht"},
    }
    names = {"en": "Bicycle", "de": "Fahrrad"}
    await new_product(brand, name=names, attributes=READY_ATTRIBUTES | values, identifiers=sku)
    await brand.call("create_product", name={"en": "Lamp"}, commercial_status="INACTIVE")
    return brand


@pytest.fixture
async def path(brand: Brand) -> str:
    """Where the list is."""
    return f"/console/{brand.subdomain}/products"


@pytest.fixture
async def editor(live_server: LiveServer, brand: Brand) -> Visitor:
    """The brand's owner at the console."""
    return await signed_in(live_server, brand.owner.email)


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("", ["Bicycle", "Lamp", "2 products"], []),
        ("?readiness=READY", ["Bicycle", "Ready to mint", "1 product"], ["Lamp"]),
        ("?commercial_status=INACTIVE", ["Lamp"], ["Bicycle"]),
        ("?missing_field=core.identity.model", ["Lamp", "Missing: Model"], ["Bicycle"]),
        ("?has_gtin=true", ["No product matches"], []),
        ("?created_from=2000-01-01&created_to=2000-01-02", ["No product matches"], []),
        ("?query=bicyc&sort=name", ["Bicycle"], ["Lamp"]),
        (f"?column={MODEL}&column={WEIGHT}", ["City 28", "18.5 kg"], []),
        ("?readiness=&sort=best&created_from=soon&column=no.such", ["Bicycle", "Lamp"], []),
    ],
)
async def test_the_address_says_what_is_shown(
    editor: Visitor, path: str, query: str, there: list[str], not_there: list[str]
) -> None:
    page = text_of(await editor.get(path + query))
    results = page.partition("Find a column")[0][-1:] + page.partition("Show these")[2]
    assert [text for text in there if text not in results] == []
    assert [text for text in not_there if text in results] == []


async def test_headings_lead_to_the_list_in_their_order(editor: Visitor, path: str) -> None:
    page = await editor.get(f"{path}?readiness=READY&sort=name")
    assert f'href="{path}?readiness=READY&amp;sort=name_backwards"' in page.text
    assert 'aria-sort="ascending"' in page.text


async def test_the_total_comes_after_the_list(editor: Visitor, path: str) -> None:
    assert text_of(await editor.get(f"{path}/total?readiness=NOT_READY")) == "1 product"


async def test_a_view_is_kept_shown_deleted_and_had_back(editor: Visitor, path: str) -> None:
    asked = f"?readiness=NOT_READY&sort=changed&column={MODEL}"
    fields = form_fields(await editor.get(path + asked), f"{path}/views")
    saved = await editor.http.post(f"{path}/views", data=fields | {"name": "To do"}, headers=OURS)
    assert location(saved) == path + asked
    page = await editor.get(path + asked)
    assert "View “To do” is saved." in text_of(page)
    assert f'href="{path}{asked.replace("&", "&amp;")}" aria-current="page">To do' in page.text
    delete = page.text.partition(f'action="{path}/views/')[2].partition('"')[0]
    again = await editor.http.post(f"{path}/views", data=fields | {"name": "To do"}, headers=OURS)
    assert "The view was not saved: you have a view of this name." in text_of(await editor.get(location(again)))
    deleted = await editor.http.post(f"{path}/views/{delete}", data={"csrf": fields["csrf"]}, headers=OURS)
    page = await editor.get(location(deleted))
    assert "To do" not in text_of(page)
    await editor.http.post(f"{path}/views", data=form_fields(page, f"{path}/views"), headers=OURS)
    assert "To do" in text_of(await editor.get(path))


async def table_of(editor: Visitor, address: str) -> list[dict[str, str]]:
    """The rows of a CSV file by their headings."""
    answer = await editor.get(address)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


async def test_csv_has_every_field_and_runs_nothing(editor: Visitor, path: str) -> None:
    lamp, bicycle = await table_of(editor, f"{path}/export.csv")
    assert list(bicycle)[:7] == ["sku", "gtin", "ean", "upc", "name.en", "name.de", "commercial_status"]
    assert (bicycle["sku"], bicycle["name.de"], bicycle[MODEL]) == ("'=CMD-1", "Fahrrad", "City 28")
    assert (bicycle[WEIGHT], bicycle[MATERIALS]) == ("18.5", "Aluminium: 60; Steel: 40")
    assert (bicycle[f"{DESCRIPTION}.en"], bicycle[f"{DESCRIPTION}.de"]) == ("'+ light", "leicht")
    assert (lamp["name.en"], lamp["name.de"], lamp["commercial_status"]) == ("Lamp", "", "INACTIVE")


async def test_csv_has_what_matches_in_the_order_and_columns_asked_for(editor: Visitor, path: str) -> None:
    rows = await table_of(editor, f"{path}/export.csv?sort=name&column={MODEL}&column=readiness")
    assert [row["name.en"] for row in rows] == ["Bicycle", "Lamp"]
    assert list(rows[0])[-2:] == ["readiness", MODEL]
    assert len(await table_of(editor, f"{path}/export.csv?query=lamp")) == 1


async def test_the_mark_that_excel_needs_comes_when_asked_for(editor: Visitor, path: str) -> None:
    assert (await editor.get(f"{path}/export.csv?bom=1")).content.startswith(b"\xef\xbb\xbfsku,")
    assert (await editor.get(f"{path}/export.csv")).content.startswith(b"sku,")


async def test_a_workbook_has_the_same_with_numbers_as_numbers(editor: Visitor, path: str) -> None:
    answer = await editor.get(f"{path}/export.xlsx?readiness=READY")
    sheet: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    headings, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    values = dict(zip(headings, row, strict=True))
    assert (values["sku"], values[WEIGHT], values["name.en"]) == ("'=CMD-1", 18.5, "Bicycle")
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}


async def test_another_brand_s_list_is_not_exported(live_server: LiveServer, editor: Visitor) -> None:
    theirs = await new_brand(live_server)
    assert (await editor.get(f"/console/{theirs.subdomain}/products/export.csv")).status_code == 404


async def test_more_products_than_a_portion_are_exported_once_each(
    live_server: LiveServer, owner: psycopg.Connection
) -> None:
    brand = await new_brand(live_server)
    owner.execute(
        "INSERT INTO products (brand_id, name) "
        "SELECT %s, jsonb_build_object('en', 'Lamp ' || number) FROM generate_series(1, 1100) AS number",
        (brand.id,),
    )
    editor = await signed_in(live_server, brand.owner.email)
    path = f"/console/{brand.subdomain}/products/export"
    rows = await table_of(editor, f"{path}.csv?sort=oldest&column=created")
    assert [row["name.en"] for row in rows] == [f"Lamp {number}" for number in range(1, 1101)]
    workbook = await editor.get(f"{path}.xlsx?column=created")
    sheet: Any = openpyxl.load_workbook(io.BytesIO(workbook.content)).active
    assert len(list(sheet.iter_rows())) == 1101
