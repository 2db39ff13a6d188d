"""The demo's products from their CSV: one row a product, with its batch and what is minted of it."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from countermark.features.fields.brand_schema import schema_of
from countermark.features.fields.text_values import value_from_text

CSV = Path(__file__).with_name("products.csv")
NAME = "name."
PACKS = ("battery", "textile", "electronics")


class ProductRow(msgspec.Struct, frozen=True, kw_only=True):
    """Arguments of the operations that make a product, its batch and its units."""

    sku: str
    gtin: str
    name: dict[str, str]
    attributes: dict[str, Any]
    batch: dict[str, Any]
    mint: dict[str, Any]


def read_product_rows(path: Path = CSV) -> list[ProductRow]:
    """The rows in their order; the first is the one the demo points at."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_product(row) for row in csv.DictReader(file)]


def _product(row: Mapping[str, str]) -> ProductRow:
    return ProductRow(
        sku=row["sku"],
        gtin=row["gtin"],
        name={column.removeprefix(NAME): text for column, text in row.items() if column.startswith(NAME)},
        attributes=_attributes(row),
        batch={
            "batch_number": row["batch_number"],
            "production_date": row["production_date"],
            "quantity": int(row["quantity"]),
            "facility_ref": row["facility_ref"],
        },
        mint={
            "requested_quantity": int(row["mint_quantity"]),
            "identity_mode": row["identity_mode"],
            "activation_mode": row["activation_mode"],
            "lots": [_lot(text) for text in _list(row["lots"])] or None,
        },
    )


def _attributes(row: Mapping[str, str]) -> dict[str, Any]:
    """Columns are field keys; ``<key>.<language>`` is one language of a text. Empty cells are left out."""
    fields = schema_of(PACKS).fields
    attributes: dict[str, Any] = {}
    for column, text in row.items():
        key, _, language = column.rpartition(".")
        if text and column in fields:
            attributes[column] = value_from_text(fields[column], text, "en")
        elif text and key in fields:
            attributes[key] = attributes.get(key, {}) | value_from_text(fields[key], text, language)
    return attributes


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _lot(text: str) -> dict[str, Any]:
    code, _, quantity = text.partition("=")
    return {"lot_code": code, "qty": int(quantity)}
