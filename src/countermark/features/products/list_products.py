"""Lists and searches products."""

from datetime import date

from countermark.db.transaction import Tx
from countermark.features.products.product import CommercialStatus, Product, product_from
from countermark.features.products.product_filter import filter_in
from countermark.features.products.product_order import (
    ProductOrder,
    decode_place,
    encode_place,
    ordered_rows,
    place_of,
)
from countermark.features.products.readiness import MintReadiness
from countermark.kit.cursors import DEFAULT_LIMIT, Page, checked_limit
from countermark.kit.requests import BrandRequest


class ListProducts(BrandRequest, frozen=True, kw_only=True):
    """The fields of a ``ProductFilter`` as arguments, and the order; a cursor belongs to the order it was given in."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    sort: ProductOrder = ProductOrder.NEWEST
    query: str | None = None
    commercial_status: CommercialStatus | None = None
    readiness: MintReadiness | None = None
    missing_field: str | None = None
    pack: str | None = None
    has_gtin: bool | None = None
    created_from: date | None = None
    created_to: date | None = None
    updated_from: date | None = None
    updated_to: date | None = None
    include_archived: bool = False


async def list_products(tx: Tx, request: ListProducts) -> Page[Product]:
    """A page of the products that match; archived ones only when asked for.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else or of another order.
    """
    limit = checked_limit(request.limit)
    after = decode_place(request.cursor, request.sort)
    rows = await ordered_rows(tx, request.sort, after, filter_in(request).parameters(), limit + 1)
    shown = rows[:limit]
    return Page(
        items=[product_from(row) for row in shown],
        has_more=len(rows) > limit,
        next_cursor=encode_place(place_of(request.sort, shown[-1])) if shown else None,
    )
