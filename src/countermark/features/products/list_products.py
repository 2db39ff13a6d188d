"""Lists and searches products."""

from countermark.db.transaction import Tx
from countermark.features.products.product import CommercialStatus, Product, product_from, queries
from countermark.features.products.readiness import MintReadiness
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

LONGEST_QUERY = 200


class ListProducts(BrandRequest, frozen=True, kw_only=True):
    """``_query`` is looked for in the name in every language and in the active identifiers."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    query: str | None = None
    commercial_status: CommercialStatus | None = None
    readiness: MintReadiness | None = None
    include_archived: bool = False


async def list_products(tx: Tx, request: ListProducts) -> Page[Product]:
    """A page of products, the newest first; archived ones only when asked for.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    text = checked_text("_query", request.query or "", longest=LONGEST_QUERY, shortest=0)
    found = queries.list_products(
        tx.connection,
        brand_id=tx.brand_id,
        before_at=before.at,
        before_id=before.id,
        include_archived=request.include_archived,
        commercial_status=request.commercial_status,
        readiness=request.readiness,
        needle=text.casefold() or None,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(rows, limit, product_from, lambda row: Cursor(row["created_at"], row["product_id"]))
