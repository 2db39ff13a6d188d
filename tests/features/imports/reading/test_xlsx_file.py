"""Workbooks as spreadsheets write them, and as attackers do."""

import io
import tracemalloc
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from countermark.features.imports.reading.open_table import read_head, read_rows
from countermark.features.imports.reading.table import Dialect, SourceRow, UnreadableFile

XLSX = Dialect(format="xlsx")


def workbook(**sheets: list[list[Any]]) -> bytes:
    """A workbook with these sheets."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def rows_of(content: bytes, wanted: Dialect = XLSX) -> tuple[list[str], list[SourceRow]]:
    file = io.BytesIO(content)
    head = read_head(file, wanted)
    return head.columns, list(read_rows(file, head.dialect, len(head.columns)))


def refusal(content: bytes, wanted: Dialect = XLSX) -> str:
    with pytest.raises(UnreadableFile) as refused:
        rows_of(content, wanted)
    return refused.value.code


def test_values_become_texts() -> None:
    row = ["A-1", 4006381333931, 36.5, True, date(2026, 1, 31), datetime(2026, 1, 31, 12, 30), None, " x "]
    content = workbook(Sheet1=[["a", "b", "c", "d", "e", "f", "g", "h"], row])
    [read] = rows_of(content)[1]
    assert read.cells == ["A-1", "4006381333931", "36.5", "true", "2026-01-31", "2026-01-31 12:30:00", "", " x "]
    assert read.number == 2


def test_numbers_keep_every_digit() -> None:
    [row] = rows_of(workbook(S=[["a", "b", "c"], [0.1, 1e-7, 123456789012345]]))[1]
    assert row.cells == ["0.1", "1e-07", "123456789012345"]


def test_a_formula_stands_for_the_value_it_had_when_it_was_saved() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["SKU", "Weight", "Name"])
    sheet.write_row(1, 0, ["A"])
    sheet.write_formula(1, 1, "=1+1", value=2)
    sheet.write_formula(1, 2, '="Bicycle"', value="Bicycle")
    book.close()
    assert rows_of(file.getvalue())[1] == [SourceRow(2, ["A", "2", "Bicycle"], {})]


def test_a_formula_that_was_never_calculated_is_a_problem_of_its_cell() -> None:
    file = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.create_sheet("First", 0)
    for cells in (["SKU", "Weight"], ["A", "=1+1"]):
        sheet.append(cells)
    book.save(file)
    [row] = rows_of(file.getvalue())[1]
    assert row.cells == ["A", ""]
    assert "never calculated" in row.problems[1]


def test_an_error_in_a_cell_is_a_problem_of_it() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["SKU", "Weight"])
    sheet.write(1, 0, "A")
    sheet.write_formula(1, 1, "=1/0", value="#DIV/0!")
    book.close()
    [row] = rows_of(file.getvalue())[1]
    assert row.problems == {1: "holds the error #DIV/0!"}


def test_the_first_sheet_with_rows_is_read_and_another_can_be_named() -> None:
    content = workbook(Cover=[], Products=[["SKU"], ["A"]], Parts=[["Part"], ["P"]])
    head = read_head(io.BytesIO(content), XLSX)
    assert (head.dialect.sheet, head.sheets) == ("Products", ["Cover", "Products", "Parts"])
    assert rows_of(content, Dialect(format="xlsx", sheet="Parts")) == (["Part"], [SourceRow(2, ["P"], {})])
    assert refusal(content, Dialect(format="xlsx", sheet="Nope")) == "NO_SUCH_SHEET"


def test_rows_that_are_missing_in_the_file_are_blank_ones() -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write(0, 0, "SKU")
    sheet.write(9, 0, "A")
    book.close()
    assert rows_of(file.getvalue())[1] == [SourceRow(10, ["A"], {})]


def test_what_holds_no_rows_is_refused() -> None:
    assert refusal(b"") == "FILE_EMPTY"
    assert refusal(workbook(S=[])) == "FILE_EMPTY"
    assert refusal(workbook(S=[["SKU", "Name"]])) == "FILE_HAS_NO_ROWS"


def test_what_is_no_workbook_is_refused() -> None:
    whole = workbook(S=[["SKU"], ["A"]])
    assert refusal(b"SKU,Name\nA,a\n") == "NOT_A_WORKBOOK"
    assert refusal(whole[: len(whole) // 2]) == "NOT_A_WORKBOOK"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "WORKBOOK_LOCKED"
    assert refusal(_with_sheet(whole, b"<worksheet><sheetData><row><c")) == "NOT_A_WORKBOOK"


def _with_sheet(whole: bytes, xml: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The workbook with another text in place of a part."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, xml if part == name else old.read(part))
    return file.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_opened() -> None:
    bomb = _with_sheet(workbook(S=[["SKU"], ["A"]]), b"<worksheet>" + b" " * (300 << 20))
    assert len(bomb) < 1 << 20
    tracemalloc.start()
    try:
        assert refusal(bomb) == "WORKBOOK_TOO_LARGE"
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


def test_entities_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>'
    assert refusal(_with_sheet(workbook(S=[["SKU"], ["A"]]), laughs)) == "NOT_A_WORKBOOK"


def test_rows_are_forgotten_as_they_are_read() -> None:
    content = workbook(S=[["SKU", "Name"], *([f"A-{i}", i] for i in range(20_000))])
    file = io.BytesIO(content)
    rows = read_rows(file, Dialect(format="xlsx", sheet="S"), 2)
    next(rows)
    tracemalloc.start()
    try:
        assert sum(1 for _ in rows) == 19_999
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()
