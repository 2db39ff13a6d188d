"""What a grid of products was sent as, by script or by a plain form, and the changes that stand in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from litestar.exceptions import ClientException

from countermark.entrypoints.console.grid_columns import Column, column_of, patch_of
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.products.product import Product

CELL = re.compile(r"cell\|(?P<product>[0-9a-f-]{36})\|(?P<column>[a-z0-9_.:A-Z-]{1,200})")
Cells = dict[str, dict[str, Any]]


@dataclass
class GridRow:
    """The changes of one product: values by column key, what the cells held before, and what could not be read."""

    product_id: str
    texts: dict[str, str]
    columns: dict[str, Column]
    before: dict[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def read(self) -> None:
        """Reads the texts; those that do not fit their column become errors."""
        for key, text in self.texts.items():
            try:
                self.values[key] = self.columns[key].read(text)
            except ValueError as error:
                self.errors[key] = str(error)

    @property
    def wish(self) -> dict[str, Any]:
        """The row as a member of ``_patches``."""
        expected = {key: self.before.get(key) for key in self.values}
        return self._patch(self.values, expected)

    @property
    def way_back(self) -> dict[str, Any]:
        """The member of ``_patches`` that takes it back."""
        return self._patch({key: self.before.get(key) for key in self.values}, self.values)

    def _patch(self, values: Mapping[str, Any], expected: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "product_id": self.product_id,
            "patch": patch_of(self.columns, values),
            "expected": patch_of(self.columns, expected),
        }


def decoded(text: str, kind: Any) -> Any:
    """The JSON of a hidden field.

    Raises:
        ClientException: it was not drawn by us.
    """
    try:
        return msgspec.json.decode(text or "{}", type=kind)
    except msgspec.DecodeError:
        raise ClientException("a hidden field of the form cannot be read") from None


def grid_rows(form: Mapping[str, Any], schema: BrandSchema) -> list[GridRow]:
    """The rows with a change, in the order of the grid."""
    before: Cells = decoded(str(form.get("before", "")), Cells)
    if "changes" in form:
        sent = decoded(str(form["changes"]), dict[str, dict[str, str]])
        changes = {product: cells for product, cells in sent.items() if product in before}
    else:
        changes = _typed(form, before, schema)
    rows = [_row(schema, product, changes[product], before[product]) for product in before if changes.get(product)]
    for row in rows:
        row.read()
    return rows


def _typed(form: Mapping[str, Any], before: Cells, schema: BrandSchema) -> dict[str, dict[str, str]]:
    """The inputs of a plain form that hold something else than what they were drawn with."""
    changes: dict[str, dict[str, str]] = {}
    for name, text in form.items():
        match = CELL.fullmatch(name)
        if match is None or not isinstance(text, str) or match["product"] not in before:
            continue
        column = column_of(schema, match["column"])
        if column is not None and text.strip() != column.shown(before[match["product"]].get(column.key)):
            changes.setdefault(match["product"], {})[column.key] = text
    return changes


def _row(schema: BrandSchema, product_id: str, texts: Mapping[str, str], before: dict[str, Any]) -> GridRow:
    known = {key: column for key in texts if (column := column_of(schema, key)) is not None}
    return GridRow(product_id, {key: texts[key] for key in known}, known, before)


def values_of(products: list[Product], columns: list[Column], own: str) -> Cells:
    """What the cells of a grid hold, by product and column."""
    return {
        str(product.product_id): {column.key: column.value_in(product, own) for column in columns}
        for product in products
    }
