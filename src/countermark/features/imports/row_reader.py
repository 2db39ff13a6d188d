"""Reads rows of texts under a mapping: compiled once for a file, then a row at a time. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import Field, FieldType
from countermark.features.fields.locales import MAX_LENGTH
from countermark.features.fields.text_values import value_from_text
from countermark.features.imports.gtin_cells import repaired_barcode
from countermark.features.imports.mapping import (
    COMMERCIAL_STATUS,
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
REMEMBERED: Final = 1_000  # texts of a column whose value is not worked out again
SERIAL_DAY: Final = re.compile(r"[1-9][0-9]{4}(\.0+)?")
FIRST_DAY: Final = date(1899, 12, 30)  # of the serial numbers that spreadsheets keep dates as
ACTIVE: Final = frozenset("active yes true 1 y ja oui sí si aktiv actif activo attivo".split())
INACTIVE: Final = frozenset("inactive no false 0 n nein non inaktiv inactif inactivo inattivo archived".split())

# What a cell adds to its row.
CellReader = Callable[[str, ParsedRow, list[CellReason]], None]


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
        self._columns = columns
        self._clears = options.empty_cells is EmptyCells.CLEAR
        self._cells: list[tuple[int, CellReader, str | None]] = [
            (
                places[line.column],
                _reader_of(line, schema, brand_locale),
                line.target if line.target in schema.fields else None,
            )
            for line in mapping
            if line.column in places
        ]

    def read(self, row: SourceRow) -> tuple[ParsedRow, list[CellReason]]:
        """What the row says, and what is wrong with it."""
        parsed = ParsedRow([], {}, {})
        reasons: list[CellReason] = []
        cells, problems = row.cells, row.problems
        width = len(cells)
        for place, problem in problems.items():
            column = self._columns[place] if 0 <= place < len(self._columns) else None
            reasons.append(row_error(problem, "UNREADABLE_CELL" if column else "UNEVEN_ROW", column))
        for place, read, clearable in self._cells:
            text = cells[place].strip() if place < width else ""
            if text and place not in problems:
                read(text if text[0] != "'" else text_of_cell(text), parsed, reasons)
            elif self._clears and clearable and place not in problems:
                parsed.attributes.setdefault(clearable, None)
        if not parsed.identifiers and not reasons:
            reasons.append(row_error("has neither a SKU nor a GTIN, so its product cannot be told", "NO_IDENTIFIER"))
        return parsed, reasons


def _reader_of(line: ColumnMapping, schema: BrandSchema, brand_locale: str) -> CellReader:
    locale = line.locale or brand_locale
    if line.target in IDENTIFIERS:
        return _identifier_reader(line.column, IdentifierType(line.target))
    if line.target == NAME:
        return _name_reader(line.column, locale)
    if line.target == COMMERCIAL_STATUS:
        return _status_reader(line.column)
    return _attribute_reader(line.column, schema.fields[line.target], locale, line.unit)


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


def _attribute_reader(column: str, field: Field, locale: str, unit: str | None) -> CellReader:
    key, remembered = field.key, dict[str, tuple[Any, CellReason | None]]()

    def read(text: str, row: ParsedRow, reasons: list[CellReason]) -> None:
        known = remembered.get(text)
        if known is None:
            known = _read_value(column, field, text, locale, unit)
            if len(remembered) < REMEMBERED:
                remembered[text] = known
        value, reason = known
        if reason is not None:
            reasons.append(reason)
        if value is None:
            return
        earlier = row.attributes.get(key)
        if isinstance(earlier, Mapping) and isinstance(value, Mapping):  # the same text in another language
            value = {**earlier, **value}
        row.attributes[key] = value

    return read


def _read_value(column: str, field: Field, text: str, locale: str, unit: str | None) -> tuple[Any, CellReason | None]:
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
