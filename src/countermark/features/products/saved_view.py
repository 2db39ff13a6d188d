"""A person's own way to look at the list of products."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from countermark.features.products.product_filter import ProductFilter
from countermark.features.products.product_order import ProductOrder
from countermark.kit.records import Record, record_from


class SavedView(Record, frozen=True, kw_only=True):
    """``columns`` are what the list shows beside the product, in order; empty: what it shows by default."""

    saved_view_id: UUID
    name: str
    filter: ProductFilter
    sort: ProductOrder
    columns: list[str]
    created_at: datetime


def saved_view_from(row: Mapping[str, Any]) -> SavedView:
    """The record in a row of the table."""
    typed = {
        "filter": msgspec.convert(row["filter"], ProductFilter),
        "sort": ProductOrder(row["sort"]),
        "columns": list(row["columns"]),
    }
    return record_from(SavedView, {**row, **typed})
