"""XLSX: checked before it is opened, then read a row at a time.

Values are those that the spreadsheet last calculated; a formula without one, or an error, is a problem of its cell.
openpyxl knows the format's parts; the rows are walked here, because its own walk keeps an element for every row.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, BinaryIO, Final, cast
from xml.etree.ElementTree import Element, ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser

from countermark.features.imports.reading.table import (
    MOST_COLUMNS,
    OLD_OR_LOCKED,
    SAMPLE_ROWS,
    Dialect,
    SourceRow,
    TableHead,
    UnreadableFile,
    checked_count,
    checked_head,
    source_row,
    unique_columns,
)

MOST_UNPACKED_BYTES: Final = 2 << 30
MOST_SHARED_TEXT_BYTES: Final = 256 << 20  # the table of texts is held in memory
MOST_PARTS: Final = 2_000
HIGHEST_RATIO: Final = 200  # honest sheets pack to a tenth or a fiftieth
RATIO_MATTERS_FROM_BYTES: Final = 10 << 20
UNCALCULATED = "is a formula that was never calculated: open the file in a spreadsheet and save it once"
_BROKEN = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, OSError,
    ParseError, DefusedXmlException, InvalidFileException, NotImplementedError,
)  # fmt: skip


def check_archive(file: BinaryIO) -> None:
    """Returns if the file is a workbook that unpacks to something of a bearable size.

    The sizes are those the archive declares; reading stops there, whatever it holds.

    Raises:
        UnreadableFile: not a workbook, locked, broken, or made to blow up.
    """
    file.seek(0)
    if file.read(4) == OLD_OR_LOCKED:
        raise UnreadableFile(
            "WORKBOOK_LOCKED", "is locked by a password, or an old .xls file", "save it as .xlsx without a password"
        )
    try:
        parts = zipfile.ZipFile(file).infolist()
    except _BROKEN:
        raise _not_a_workbook() from None
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    texts = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    is_bomb = unpacked > RATIO_MATTERS_FROM_BYTES and unpacked / packed > HIGHEST_RATIO
    too_large = unpacked > MOST_UNPACKED_BYTES or texts > MOST_SHARED_TEXT_BYTES or len(parts) > MOST_PARTS
    if is_bomb or too_large:
        raise UnreadableFile(
            "WORKBOOK_TOO_LARGE",
            f"unpacks to {unpacked >> 20:,} MB in {len(parts):,} parts, which is more than is read",
            "save the sheet as CSV and import that",
        )


def read_xlsx_head(file: BinaryIO, wanted: Dialect) -> TableHead:
    """Columns and first rows of the sheet that ``wanted`` names, else of the first sheet that has any.

    Raises:
        UnreadableFile: see :func:`check_archive`; no such sheet, an empty one, a header only.
    """
    check_archive(file)
    workbook = _open(file)
    sheets: list[str] = [sheet.title for sheet in workbook.worksheets]
    if wanted.sheet is not None and wanted.sheet not in sheets:
        raise UnreadableFile("NO_SUCH_SHEET", f"has no sheet {wanted.sheet[:40]!r}; it has {', '.join(sheets)[:200]}")
    heads = [_head(workbook, name, sheets) for name in ([wanted.sheet] if wanted.sheet else sheets[:50])]
    found = next((head for head in heads if head.columns and head.sample), None)
    return checked_head(found or next((head for head in heads if head.columns), heads[0]))


def _head(workbook: Any, name: str, sheets: list[str]) -> TableHead:
    rows = _cells(workbook, name)
    _, header, _ = next(rows, (1, [], {}))
    columns = unique_columns(header)
    fitted = (source_row(number, cells, len(columns), problems) for number, cells, problems in rows)
    sample = [row.cells for row in islice((row for row in fitted if row is not None), SAMPLE_ROWS)]
    return TableHead(dialect=Dialect(format="xlsx", sheet=name), columns=columns, sample=sample, sheets=sheets)


def read_xlsx_rows(file: BinaryIO, dialect: Dialect, width: int) -> Iterator[SourceRow]:
    """The rows below the header of the dialect's sheet, blank ones left out.

    Raises:
        UnreadableFile: the file is broken, or has too many rows.
    """
    check_archive(file)
    rows = _cells(_open(file), dialect.sheet or "")
    next(rows, None)
    found = 0
    for number, cells, problems in rows:
        row = source_row(number, cells, width, problems)
        if row is not None:
            found += 1
            checked_count(found)
            yield row


def _open(file: BinaryIO) -> Any:
    file.seek(0)
    try:
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except _BROKEN:
        raise _not_a_workbook() from None
    if not workbook.worksheets:
        raise UnreadableFile("FILE_EMPTY", "has no sheet with cells")
    return workbook


def _not_a_workbook() -> UnreadableFile:
    return UnreadableFile(
        "NOT_A_WORKBOOK", "is not an XLSX workbook, or is damaged", "save it anew as .xlsx, or as CSV"
    )


class _Parser(WorkSheetParser):
    """Tells a formula that was never calculated from an empty cell."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None and not element.findtext(VALUE_TAG):
            cell["data_type"] = "uncalculated"
        return cell


def _cells(workbook: Any, name: str) -> Iterator[tuple[int, list[str], dict[int, str]]]:
    sheet = workbook[name]
    try:
        with sheet._get_source() as source:
            parser = _Parser(
                source,
                sheet._shared_strings,
                data_only=True,
                epoch=workbook.epoch,
                date_formats=workbook._date_formats,
                timedelta_formats=workbook._timedelta_formats,
            )
            for row in _row_elements(source):
                number, cells = parser.parse_row(cast(Any, row))
                parser.row_dimensions.clear()
                yield number, *_texts(cells)
    except _BROKEN as error:
        if isinstance(error, UnreadableFile):
            raise
        raise _not_a_workbook() from None


def _row_elements(source: Any) -> Iterator[Element]:
    """The rows, each forgotten with the next one: an element of a row costs, and there may be a million."""
    parents: list[Element] = []
    for event, element in iterparse(source, events=("start", "end")):
        if event == "start":
            parents.append(element)
            continue
        parents.pop()
        if element.tag == ROW_TAG:
            yield element
            parents[-1].clear()


def _texts(cells: list[dict[str, Any]]) -> tuple[list[str], dict[int, str]]:
    texts: list[str] = []
    problems: dict[int, str] = {}
    for cell in cells:
        place = cell["column"] - 1
        if place > MOST_COLUMNS:
            break
        texts += [""] * (place + 1 - len(texts))
        value, kind = cell["value"], cell["data_type"]
        if kind == "uncalculated":
            problems[place] = UNCALCULATED
        elif kind == "e":
            problems[place] = f"holds the error {value}"
            texts[place] = str(value)
        else:
            texts[place] = text_of_cell(value)
    return texts, problems


def text_of_cell(value: Any) -> str:
    """A cell's value as text: dates in ISO form, whole numbers without a point, all digits of a number."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
