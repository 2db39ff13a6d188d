"""Rows that could not be imported, as a file to correct: the columns as they came, and one that says what was wrong."""

import csv
import io
from collections.abc import Iterable, Sequence

from countermark.features.imports.list_import_rows import ListedImportRow
from countermark.kit.spreadsheet_cells import safe_cell

REASONS = "What was wrong"


def error_file_head(columns: Sequence[str]) -> str:
    """The header, after the mark that spreadsheets know UTF-8 by."""
    return "\ufeff" + _lines([[*columns, REASONS]])


def error_file_lines(rows: Iterable[ListedImportRow]) -> str:
    """A line for each row; nothing in it is taken for a formula."""
    return _lines([*row.cells.values(), reasons_in_words(row)] for row in rows)


def reasons_in_words(row: ListedImportRow) -> str:
    """All that was wrong with a row, in one text."""
    said = (f"{reason.column} {reason.problem}" if reason.column else f"Row {reason.problem}" for reason in row.reasons)
    return f"Row {row.row_number}: " + "; ".join(said)


def _lines(rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows([[safe_cell(cell) for cell in row] for row in rows])
    return file.getvalue()
