"""Reads rows of texts under a mapping: compiled once for a file, then a row at a time. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, timedelta
from typing import Any, Final

from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import Field, FieldType
from countermark.features.fields.locales import MAX_LENGTH
from countermark.features.fields.text_values import value_from_text
from countermark.features.imports.gtin_cells import repaired_barcode
from countermark.features.imports.mapping import (
    IDENTIFIERS,
    NAME,
    NUMBERS,
    ColumnMapping,
    EmptyCells,
    ImportOptions,
)
from countermark.features.imports.parsed_row import CellReason, ParsedRow, RowIdentifier, row_error, row_warning
from countermark.features.imports.reading.table import SourceRow
from countermark.features.products.identifier import IdentifierType, checked_identifier
from countermark.kit.errors import InvalidInput
from countermark.kit.spreadsheet_cells import text_of_cell
from countermark.kit.text import checked_text

SHOWN_VALUE: Final = 100  # characters of a cell in a reason
REMEMBERED: Final = 30_000  # cells of a file whose value is not worked out again when it comes again
LONGEST_REMEMBERED: Final = 200  # characters of such a cell: some 10 MB in all, however large the file
SERIAL_DAY: Final = re.compile(r"[1-9][0-9]{4}(\.0+)?")
FIRST_DAY: Final = date(1899, 12, 30)  # of the serial numbers that spreadsheets keep dates as
ACTIVE: Final = frozenset("active yes true 1 y ja oui sí si aktiv actif activo attivo".split())
INACTIVE: Final = frozenset("inactive no false 0 n nein non inaktiv inactif inactivo inattivo archived".split())

# What a cell adds to its row.
CellReader = Callable[[str, ParsedRow, list[CellReason]], None]
# The value in a cell of a field, and what is to be said of it.
ReadValue = tuple[Any, CellReason | None]


@dataclass(slots=True)
class _AttributeColumn:
    """A column of a field's values, and the ones it had so far, by the cell as it came."""

    place: int
    key: str
    read: Callable[[str], ReadValue]
    is_mergeable: bool
    known: dict[str, ReadValue] = dataclass_field(default_factory=dict)


class RowReader:
    """Reads the rows of one file."""

    def __init__(
        self,
        columns: Sequence[str],
        mapping: Sequence[ColumnMapping],
        schema: BrandSchema,
        brand_locale: str,
        options: ImportOptions,
    ) -> None:
        places = {column: place for place, column in enumerate(columns)}
        lines = [(places[line.column], line) for line in mapping if line.column in places]
        self._columns = columns
        self._clears = options.empty_cells is EmptyCells.CLEAR
        self._left_to_remember = REMEMBERED
        self._cells = [
            (place, _reader_of(line, brand_locale)) for place, line in lines if line.target not in schema.fields
        ]
        self._attributes = [
            _attribute_column(place, line, schema.fields[line.target], brand_locale)
            for place, line in lines
            if line.target in schema.fields
        ]

    def read(self, row: SourceRow) -> tuple[ParsedRow, list[CellReason]]:
        """What the row says, and what is wrong with it."""
        parsed = ParsedRow([], {}, {})
        reasons: list[CellReason] = []
        if row.problems or len(row.cells) < len(self._columns):
            row = self._without_problems(row, reasons)
        cells = row.cells
        for place, read in self._cells:
            text = cells[place].strip()
            if text:
                read(text if text[0] != "'" else text_of_cell(text), parsed, reasons)
        attributes = parsed.attributes
        for column in self._attributes:
            cell = cells[column.place]
            if not cell:
                if self._clears and column.place not in row.problems:
                    attributes.setdefault(column.key, None)
                continue
            value, reason = column.known.get(cell) or self._read_cell(column, cell)
            if reason is not None:
                reasons.append(reason)
            if value is None:
                if reason is None and self._clears:
                    attributes.setdefault(column.key, None)
                continue
            if column.is_mergeable and isinstance(earlier := attributes.get(column.key), Mapping):
                value = {**earlier, **value}  # the same text in another language
            attributes[column.key] = value
        if not parsed.identifiers and not reasons:
            reasons.append(row_error("has neither a SKU nor a GTIN, so its product cannot be told", "NO_IDENTIFIER"))
        return parsed, reasons

    def _without_problems(self, row: SourceRow, reasons: list[CellReason]) -> SourceRow:
        """The row without the cells that cannot be used, as wide as the header; ``reasons`` say which."""
        cells = row.cells + [""] * (len(self._columns) - len(row.cells))
        for place, problem in row.problems.items():
            column = self._columns[place] if 0 <= place < len(self._columns) else None
            reasons.append(row_error(problem, "UNREADABLE_CELL" if column else "UNEVEN_ROW", column))
            if column:
                cells[place] = ""
        return SourceRow(row.number, cells, row.problems)

    def _read_cell(self, column: _AttributeColumn, cell: str) -> ReadValue:
        """The value in a cell, remembered for the next row that has the same; of a blank one there is none."""
        text = cell.strip()
        if text.startswith("'"):
            text = text_of_cell(text)
        found = column.read(text) if text else (None, None)
        if self._left_to_remember and len(cell) <= LONGEST_REMEMBERED:
            self._left_to_remember -= 1
            column.known[cell] = found
        return found


def _reader_of(line: ColumnMapping, brand_locale: str) -> CellReader:
    if line.target in IDENTIFIERS:
        return _identifier_reader(line.column, IdentifierType(line.target))
    if line.target == NAME:
        return _name_reader(line.column, line.locale or brand_locale)
    return _status_reader(line.column)


def _attribute_column(place: int, line: ColumnMapping, field: Field, brand_locale: str) -> _AttributeColumn:
    locale, unit = line.locale or brand_locale, line.unit

    def read(text: str) -> ReadValue:
        return _read_value(line.column, field, text, locale, unit)

    return _AttributeColumn(place, field.key, read, field.type is FieldType.LOCALIZED_TEXT)


def _identifier_reader(column: str, kind: IdentifierType) -> CellReader:
    def read(text: str, row: ParsedRow, reasons: list[CellReason]) -> None:
        try:
            value, repair = (text, None) if kind is IdentifierType.SKU else repaired_barcode(kind, text)
            checked = checked_identifier("", kind, value)
        except InvalidInput as error:
            reasons.append(row_error(error.problem, "IDENTIFIER_INVALID", column, text[:SHOWN_VALUE]))
            return
        except ValueError as error:
            reasons.append(row_error(str(error), "IDENTIFIER_INVALID", column, text[:SHOWN_VALUE]))
            return
        if repair:
            reasons.append(row_warning(repair, "LEADING_ZEROS_RESTORED", column, text))
        row.identifiers.append(RowIdentifier(str(kind), checked.value, checked.normalized))

    return read


def _name_reader(column: str, locale: str) -> CellReader:
    def read(text: str, row: ParsedRow, reasons: list[CellReason]) -> None:
        try:
            row.name[locale] = text if text.isprintable() and len(text) <= MAX_LENGTH else _one_line(text)
        except InvalidInput as error:
            reasons.append(row_error(error.problem, "NAME_INVALID", column, text[:SHOWN_VALUE]))

    return read


def _one_line(text: str) -> str:
    return checked_text("", " ".join(text.split()), longest=MAX_LENGTH)


def _status_reader(column: str) -> CellReader:
    def read(text: str, row: ParsedRow, reasons: list[CellReason]) -> None:
        word = text.casefold()
        if word in ACTIVE or word in INACTIVE:
            row.commercial_status = "ACTIVE" if word in ACTIVE else "INACTIVE"
        else:
            reasons.append(row_error("must be active or inactive", "VALUE_DOES_NOT_FIT", column, text[:SHOWN_VALUE]))

    return read


def _read_value(column: str, field: Field, text: str, locale: str, unit: str | None) -> ReadValue:
    warning = None
    if field.type in NUMBERS and unit and text[-1].isdigit():
        text = f"{text} {unit}"
    elif field.type is FieldType.DATE and SERIAL_DAY.fullmatch(text):
        day = (FIRST_DAY + timedelta(days=int(float(text)))).isoformat()
        warning = row_warning(f"was the number of a day; read as {day}", "DATE_FROM_NUMBER", column, text)
        text = day
    try:
        if "\x00" in text or (not text.isprintable() and _has_surrogate(text)):
            raise ValueError("holds characters that are no text")
        return value_from_text(field, text, locale), warning
    except ValueError as error:
        return None, row_error(str(error), "VALUE_DOES_NOT_FIT", column, text[:SHOWN_VALUE])


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)
