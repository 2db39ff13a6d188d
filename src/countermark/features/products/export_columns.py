"""Products as rows of a table that can be edited and imported again: what the columns are called and what they hold.

A column is called as the import calls what it maps it to: ``sku``, ``commercial_status``, a field's key, and for texts
in a language that key with the language behind it: ``name.en``, ``core.identity.description.de``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import Field, FieldType
from countermark.features.fields.text_values import text_of_value
from countermark.features.products.product import Product
from countermark.kit.spreadsheet_cells import safe_cell

Cell = str | int | float
NUMBERS: Final = (FieldType.NUMBER, FieldType.INTEGER)


@dataclass(frozen=True)
class ExportColumn:
    """A heading, and what a product has under it. Numbers are numbers; texts are safe to open in a spreadsheet."""

    header: str
    cell: Callable[[Product], Cell]


def export_columns(
    schema: BrandSchema, languages: Sequence[str], chosen: Sequence[str] | None = None
) -> list[ExportColumn]:
    """The columns of an export: identifiers, name and status, then the fields ``chosen`` (``None``: all there are).

    ``languages``: the brand's own first; texts have a column for each.
    """
    fields = (
        schema.fields.values() if chosen is None else [schema.fields[key] for key in chosen if key in schema.fields]
    )
    return [
        *(_identifier(kind) for kind in ("sku", "gtin", "ean", "upc")),
        *(_name(language) for language in languages),
        ExportColumn("commercial_status", lambda product: str(product.commercial_status)),
        *_readings(chosen),
        *(column for field in fields for column in _of_field(field, languages)),
    ]


def _readings(chosen: Sequence[str] | None) -> Iterable[ExportColumn]:
    """What the platform works out; an import leaves it alone."""
    told: dict[str, Callable[[Product], Cell]] = {
        "readiness": lambda product: str(product.mint_readiness_status),
        "completeness": lambda product: product.completeness,
        "created": lambda product: product.created_at.isoformat(),
        "updated": lambda product: product.updated_at.isoformat(),
    }
    return [ExportColumn(key, cell) for key, cell in told.items() if chosen is not None and key in chosen]


def _identifier(kind: str) -> ExportColumn:
    return ExportColumn(kind, lambda product: _safe(getattr(product.identifiers, kind) or ""))


def _name(language: str) -> ExportColumn:
    return ExportColumn(f"name.{language}", lambda product: _safe(product.name.get(language, "")))


def _of_field(field: Field, languages: Sequence[str]) -> list[ExportColumn]:
    if field.type is not FieldType.LOCALIZED_TEXT:
        return [ExportColumn(field.key, lambda product: _cell(field, product.attributes.get(field.key), languages[0]))]
    return [_text_column(field, language, language == languages[0]) for language in languages]


def _text_column(field: Field, language: str, is_own: bool) -> ExportColumn:
    def cell(product: Product) -> Cell:
        value = product.attributes.get(field.key)
        if isinstance(value, str) and not is_own:  # in no named language: shown in the brand's own
            return ""
        return _safe(text_of_value(field, value, language))

    return ExportColumn(f"{field.key}.{language}", cell)


def _cell(field: Field, value: Any, language: str) -> Cell:
    if field.type in NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return _safe(text_of_value(field, value, language))


def _safe(text: str) -> str:
    return str(safe_cell(text))
