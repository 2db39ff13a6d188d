"""What each column of a file means, and what an import may do to products that exist."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import msgspec

from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import FieldType
from countermark.features.fields.locales import LANGUAGE_TAG
from countermark.features.products.identifier import IdentifierType
from countermark.kit.errors import InvalidInput

NAME: Final = "name"
COMMERCIAL_STATUS: Final = "commercial_status"
IDENTIFIERS: Final = tuple(str(kind) for kind in IdentifierType)
OWN_TARGETS: Final[dict[str, str]] = {
    "sku": "SKU",
    "gtin": "GTIN",
    "ean": "EAN",
    "upc": "UPC",
    NAME: "Name",
    COMMERCIAL_STATUS: "Commercial status",
}
"""What a column can be besides a field of the schema, with its label."""
LOCALIZED: Final = frozenset({FieldType.LOCALIZED_TEXT})
NUMBERS: Final = frozenset({FieldType.NUMBER, FieldType.INTEGER})
MOST_COLUMNS_MAPPED: Final = 500


class ColumnMapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column's ``target``: ``sku``, ``gtin``, ``ean``, ``upc``, ``name``, ``commercial_status`` or a field's key.

    ``locale`` is the language of its texts and of its decimal commas (``null``: the brand's); ``unit`` that of numbers
    which name none (``null``: the field's).
    """

    column: str
    target: str
    locale: str | None = None
    unit: str | None = None


class Existing(StrEnum):
    """What happens to a product that a row matches."""

    UPDATE = "update"
    SKIP = "skip"


class EmptyCells(StrEnum):
    """What an empty cell does to a value that is there: nothing, or away with it."""

    LEAVE = "leave"
    CLEAR = "clear"


class ImportOptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``locked_fields`` are never overwritten: filled in where a product lacks them, and left alone where it does not.
    Identifiers always are."""

    existing: Existing = Existing.UPDATE
    empty_cells: EmptyCells = EmptyCells.LEAVE
    locked_fields: list[str] = []


def checked_mapping(
    argument: str, mapping: Sequence[ColumnMapping], columns: Sequence[str] | None, schema: BrandSchema
) -> list[ColumnMapping]:
    """``mapping``, if every column and target is known and no two columns mean the same; ``columns`` ``None``: any.

    Raises:
        InvalidInput: names the place in the list.
    """
    if len(mapping) > MOST_COLUMNS_MAPPED:
        raise InvalidInput(argument, f"maps {len(mapping)} columns; at most {MOST_COLUMNS_MAPPED} are allowed")
    known = set(columns) if columns is not None else None
    taken: dict[tuple[str, str | None], str] = {}
    seen: set[str] = set()
    for place, line in enumerate(mapping):
        here = f"{argument}[{place}]"
        if known is not None and line.column not in known:
            raise InvalidInput(f"{here}.column", f"the file has no column {line.column[:80]!r}")
        if line.column in seen:
            raise InvalidInput(f"{here}.column", f"{line.column[:80]!r} is mapped twice")
        seen.add(line.column)
        meaning = (line.target, _checked_target(here, line, schema))
        if meaning in taken:
            raise InvalidInput(
                f"{here}.target", f"{line.column[:80]!r} and {taken[meaning][:80]!r} both are {line.target}"
            )
        taken[meaning] = line.column
    return list(mapping)


def _checked_target(here: str, line: ColumnMapping, schema: BrandSchema) -> str | None:
    """The language that tells columns of one target apart, if any does."""
    field = schema.fields.get(line.target)
    if field is None and line.target not in OWN_TARGETS:
        raise InvalidInput(f"{here}.target", f"{line.target[:80]!r} is no field of this brand's schema")
    if line.locale is not None and not LANGUAGE_TAG.fullmatch(line.locale):
        raise InvalidInput(f"{here}.locale", f"{line.locale[:40]!r} is not a language tag like en or de-AT")
    if line.unit is not None and (field is None or line.unit not in field.units):
        raise InvalidInput(f"{here}.unit", f"{line.unit[:40]!r} is no unit of {line.target}")
    localized = line.target == NAME or (field is not None and field.type in LOCALIZED)
    return line.locale if localized else None


def checked_options(argument: str, options: ImportOptions, schema: BrandSchema) -> ImportOptions:
    """``options``, if every locked field is known.

    Raises:
        InvalidInput: names the field.
    """
    for key in options.locked_fields:
        if key not in schema.fields and key not in (NAME, COMMERCIAL_STATUS):
            raise InvalidInput(f"{argument}.locked_fields", f"{key[:80]!r} is no field of this brand's schema")
    return options


def needs_identifier(mapping: Sequence[ColumnMapping]) -> str | None:
    """What a mapping lacks before rows can be told apart, in words; ``None`` if nothing."""
    if any(line.target in IDENTIFIERS for line in mapping):
        return None
    return "no column is the SKU or the GTIN, by which rows find their product"
