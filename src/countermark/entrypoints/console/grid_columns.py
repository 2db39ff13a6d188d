"""Products as rows of cells: which columns there are, what a cell shows, and what its text stands for.

A column is a part of a product: ``name:<language>``, ``commercial_status``, a field's key, or ``<key>:<language>`` for
a text that is kept by language. Wherever one value is put into many products, a column says where.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from countermark.entrypoints.console.countries import country_name
from countermark.entrypoints.console.formats import language_name, reader_locale
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.countries import COUNTRIES
from countermark.features.fields.field import Field, FieldType
from countermark.features.fields.text_values import text_of_value, value_from_text
from countermark.features.products.product import Product

STATUSES = {"ACTIVE": "Active", "INACTIVE": "Inactive"}
NAME = "name"
STATUS = "commercial_status"
LONGEST_LIST = 300


@dataclass(frozen=True)
class Column:
    """A column. ``language`` is that of its texts; ``options``: what its cells may hold, if that is a list."""

    key: str
    label: str
    type: str
    field: Field | None = None
    language: str | None = None
    options: tuple[str, ...] = ()

    @property
    def unit(self) -> str | None:
        """What the numbers of the column are in."""
        return self.field.unit if self.field else None

    def value_in(self, product: Product, own: str) -> Any:
        """The part of the product that the column shows; a text without a language is in the brand's ``own``."""
        if self.key == STATUS:
            return product.commercial_status
        if self.field is None:
            return product.name.get(self.language or own)
        value = product.attributes.get(self.field.key)
        if self.language is None:
            return value
        if isinstance(value, dict):
            return value.get(self.language)
        return value if self.language == own else None

    def shown(self, value: Any) -> str:
        """What a cell with this value shows."""
        if value is None:
            return ""
        if self.key == STATUS:
            return STATUSES.get(value, str(value))
        if self.field is None or self.language is not None:
            return str(value)
        return text_of_value(self.field, value, reader_locale.get().replace("_", "-"))

    def read(self, text: str) -> Any:
        """The value that a cell's text stands for; ``None`` for an empty one.

        Raises:
            ValueError: the text does not fit the column, said in words for a person.
        """
        text = text.strip()
        if self.key == STATUS:
            return _read_status(text)
        if not text:
            return None
        if self.field is None or self.language is not None:
            return text
        try:
            return value_from_text(self.field, text, reader_locale.get().replace("_", "-"))
        except ValueError as error:
            raise ValueError(str(error)[:1].upper() + str(error)[1:]) from None

    def put(self, patch: dict[str, Any], value: Any) -> None:
        """Adds to a patch that the column shall hold the value, ``None`` for none."""
        if self.key == STATUS:
            patch[STATUS] = value
        elif self.field is None:
            patch.setdefault(NAME, {})[self.language] = value
        elif self.language is not None:
            patch.setdefault("texts", {}).setdefault(self.field.key, {})[self.language] = value
        else:
            patch.setdefault("attributes", {})[self.field.key] = value


def _read_status(text: str) -> str:
    for status, word in STATUSES.items():
        if text.casefold() in (word.casefold(), status.casefold()):
            return status
    raise ValueError("Must be Active or Inactive")


def column_of(schema: BrandSchema, key: str) -> Column | None:
    """The column of this key; ``None`` when the brand's products have no such part."""
    base, _, language = key.partition(":")
    if key == STATUS:
        return Column(key, "Status", "status", options=tuple(STATUSES.values()))
    if base == NAME and language:
        return Column(key, f"Name ({language_name(language)})", "text", language=language)
    field = schema.fields.get(base)
    if field is None or (field.type is FieldType.LOCALIZED_TEXT) != bool(language):
        return None
    label = f"{field.label} ({language_name(language)})" if language else field.label
    return Column(key, label, str(field.type), field, language or None, _options(field))


def _options(field: Field) -> tuple[str, ...]:
    if field.type is FieldType.CHOICE:
        return tuple(field.choices.values())
    if field.type is FieldType.BOOLEAN:
        return ("yes", "no")
    return tuple(sorted(COUNTRIES)) if field.type is FieldType.COUNTRY else ()


def columns_of(schema: BrandSchema, keys: Iterable[str], languages: Iterable[str]) -> list[Column]:
    """The columns of chosen parts, texts once in each language; unknown parts are left out."""
    spoken = list(dict.fromkeys(languages))
    columns: list[Column | None] = []
    for key in dict.fromkeys(keys):
        field = schema.fields.get(key)
        by_language = key == NAME or (field is not None and field.type is FieldType.LOCALIZED_TEXT)
        columns += [column_of(schema, f"{key}:{tag}") for tag in spoken] if by_language else [column_of(schema, key)]
    return [column for column in columns if column is not None]


def list_labels(column: Column) -> list[tuple[str, str]]:
    """What a list of suggestions offers: the text to be filled in, and what it means."""
    if column.type == FieldType.COUNTRY:
        return [(code, country_name(code)) for code in column.options]
    return [(option, "") for option in column.options]


def patch_of(columns: Mapping[str, Column], values: Mapping[str, Any]) -> dict[str, Any]:
    """The patch that puts these values, by the key of their column."""
    patch: dict[str, Any] = {}
    for key, value in values.items():
        columns[key].put(patch, value)
    return patch
