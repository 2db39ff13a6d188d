"""Reads all products that match a filter, a portion at a time.

Each portion is for a transaction of its own, so that a long export holds none open."""

from collections.abc import Mapping
from typing import Any

from countermark.db.transaction import Tx
from countermark.features.products.product import Product, product_from, queries
from countermark.features.products.product_filter import ProductFilter, with_matches
from countermark.features.products.product_order import Place, ProductOrder, ordered_rows, place_of

PORTION = 500


async def languages_of_names(tx: Tx, wanted: ProductFilter, own: str) -> list[str]:
    """The languages that names of the products are in, the brand's own first.

    Raises:
        InvalidInput: a bad filter.
    """
    parameters = await with_matches(tx, {"brand_id": tx.brand_id, **wanted.parameters()})
    found = queries.list_languages_of_names(tx.connection, **parameters)
    return list(dict.fromkeys([own, *[row["language"] async for row in found]]))


async def next_portion(
    tx: Tx, order: ProductOrder, after: Place | None, filters: Mapping[str, Any]
) -> tuple[list[Product], Place | None]:
    """The products after a place, and the place to go on from: ``None`` when there are no more."""
    rows = await ordered_rows(tx, order, after, filters, PORTION)
    return [product_from(row) for row in rows], place_of(order, rows[-1]) if len(rows) == PORTION else None
