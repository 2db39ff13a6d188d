"""The orders a list of products can have: each has an index, and a cursor that names the last row seen."""

import base64
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.products.matching_products import matching_products
from countermark.features.products.product import queries
from countermark.features.products.product_filter import with_matches
from countermark.kit.cursors import NEWEST, Cursor
from countermark.kit.errors import InvalidInput

Row = Mapping[str, Any]


class ProductOrder(StrEnum):
    """``changed`` begins with what changed last. Products without a SKU stand at the end of both orders by SKU."""

    NEWEST = "newest"
    OLDEST = "oldest"
    CHANGED = "changed"
    NAME = "name"
    NAME_BACKWARDS = "name_backwards"
    SKU = "sku"
    SKU_BACKWARDS = "sku_backwards"
    LEAST_COMPLETE = "least_complete"
    MOST_COMPLETE = "most_complete"


class Place(NamedTuple):
    """The last row of a page in its order: its key there (a time in ISO 8601, a number, or text) and its id."""

    order: ProductOrder
    key: str
    product_id: UUID


class _Line(NamedTuple):
    query: Any
    read_key: Callable[[str], Any]


def _percent(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 100 or str(number) != text:
        raise ValueError("no share in percent")
    return number


_ORDERS: dict[ProductOrder, _Line] = {
    ProductOrder.NEWEST: _Line(queries.list_newest_products, datetime.fromisoformat),
    ProductOrder.OLDEST: _Line(queries.list_oldest_products, datetime.fromisoformat),
    ProductOrder.CHANGED: _Line(queries.list_changed_products, datetime.fromisoformat),
    ProductOrder.NAME: _Line(queries.list_products_by_name, str),
    ProductOrder.NAME_BACKWARDS: _Line(queries.list_products_by_name_backwards, str),
    ProductOrder.SKU: _Line(queries.list_products_by_sku, str),
    ProductOrder.SKU_BACKWARDS: _Line(queries.list_products_by_sku_backwards, str),
    ProductOrder.LEAST_COMPLETE: _Line(queries.list_least_complete_products, _percent),
    ProductOrder.MOST_COMPLETE: _Line(queries.list_most_complete_products, _percent),
}
_BY_SKU = (ProductOrder.SKU, ProductOrder.SKU_BACKWARDS)


async def ordered_rows(
    tx: Tx, order: ProductOrder, after: Place | None, filters: Mapping[str, Any], most: int
) -> list[Row]:
    """Up to ``most`` rows of products after a place (``None``: from the start), each with its ``sort_key``."""
    line = _ORDERS[order]
    values = {"brand_id": tx.brand_id, "most": most, **filters}
    key = line.read_key(after.key) if after else None
    after_id = after.product_id if after else None
    await queries.plan_with_values(tx.connection)
    if filters["filter_needle"]:
        if order is ProductOrder.NEWEST:
            return await _newest_matches(tx, after, filters, most)
        values = await with_matches(tx, values)
    if order not in _BY_SKU:
        return [row async for row in line.query(tx.connection, after_key=key, after_id=after_id, **values)]
    rows: list[Row] = []
    if after is None or key:
        rows = [row async for row in line.query(tx.connection, after_key=key, **values)]
        after_id = None
    if len(rows) < most:
        rest = queries.list_products_without_sku(
            tx.connection, after_id=after_id, **{**values, "most": most - len(rows)}
        )
        rows += [row async for row in rest]
    return rows


async def _newest_matches(tx: Tx, after: Place | None, filters: Mapping[str, Any], most: int) -> list[Row]:
    """A text is found from the newest on, so the rest of the filter is laid over portions of it."""
    rows: list[Row] = []
    start = Cursor(datetime.fromisoformat(after.key), after.product_id) if after else NEWEST
    async for product_ids in matching_products(tx, filters["filter_needle"], start):
        size = most
        while product_ids and len(rows) < most:
            some, product_ids = product_ids[:size], product_ids[size:]
            values = {"brand_id": tx.brand_id, **filters, "filter_needle": None, "filter_matching": some}
            found = queries.list_newest_products(
                tx.connection, after_key=None, after_id=None, most=most - len(rows), **values
            )
            rows += [row async for row in found]
            size *= 4
        if len(rows) >= most:
            break
    return rows


def place_of(order: ProductOrder, row: Row) -> Place:
    """Where a row of :func:`ordered_rows` stands."""
    key = row["sort_key"]
    return Place(order, key.isoformat() if isinstance(key, datetime) else str(key), row["product_id"])


def encode_place(place: Place) -> str:
    """The opaque cursor of a place (base64url, no padding)."""
    raw = f"{place.order}|{place.product_id}|{place.key}".encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode_place(text: str | None, order: ProductOrder, argument: str = "_cursor") -> Place | None:
    """The place behind a cursor; ``None`` for none.

    Raises:
        InvalidInput: it was not made by :func:`encode_place`, or for another order.
    """
    if text is None:
        return None
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
        made_for, product_id, key = raw.split("|", 2)
        if made_for != order or "\x00" in key:
            raise ValueError("of another order")
        parsed = _ORDERS[order].read_key(key)
        if isinstance(parsed, datetime) and parsed.isoformat() != key:
            raise ValueError("another way to write a time")
        return Place(order, key, UUID(product_id))
    except ValueError:
        problem = "not a cursor of this list in this order"
        raise InvalidInput(argument, problem, hint="send next_cursor of the page before") from None
