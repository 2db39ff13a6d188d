"""Writes tables of products: CSV as it goes, workbooks into a file. Memory stays flat whatever their length."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from countermark.features.products.export_columns import Cell, ExportColumn
from countermark.features.products.product import Product

BOM = "\ufeff"
MOST_ROWS_IN_A_SHEET = 1_048_575  # besides the headings


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as RFC 4180 writes them."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def product_rows(columns: Sequence[ExportColumn], products: Iterable[Product]) -> list[list[Cell]]:
    """One row for each product."""
    return [[column.cell(product) for column in columns] for product in products]


class WorkbookFile:
    """An XLSX file that is written row by row; a sheet that is full is followed by another one."""

    def __init__(self, path: Path, headers: Sequence[str]) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._bold = self._book.add_format({"bold": True})
        self._headers = headers
        self._row = 0
        self._sheet = self._new_sheet()

    def _new_sheet(self) -> Worksheet:
        sheet: Worksheet = self._book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(self._headers) - 1, 0), 22)
        for place, header in enumerate(self._headers):
            sheet.write_string(0, place, header, self._bold)
        self._row = 0
        return sheet

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Appends rows."""
        for row in rows:
            if self._row == MOST_ROWS_IN_A_SHEET:
                self._sheet = self._new_sheet()
            self._row += 1
            for place, value in enumerate(row):
                if isinstance(value, str):
                    if value:
                        self._sheet.write_string(self._row, place, value)
                else:
                    self._sheet.write_number(self._row, place, value)

    def close(self) -> None:
        """Ends the file."""
        self._book.close()
