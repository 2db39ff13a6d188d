"""The links of a brand, filtered."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.links.anchor import Named, find_anchor, queries
from countermark.features.links.link import Link, TargetState, link_from
from countermark.gs1.link_types import short_link_type
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

LONGEST_QUERY = 200


class ListLinks(BrandRequest, frozen=True, kw_only=True):
    """``_product_id``: all links of the product, those of its lots and units as well. ``_gs1_path``: those of exactly
    what it names. ``_query`` is looked for in title, target and qualifiers, whatever its case."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    product_id: UUID | None = None
    gs1_path: str | None = None
    link_type: str | None = None
    target_state: TargetState | None = None
    query: str | None = None
    with_archived: bool = False


async def list_links(tx: Tx, request: ListLinks) -> Page[Link]:
    """A page of links, the newest first.

    Raises:
        InvalidInput: a limit outside 1..200, a cursor of something else, or a path that is no GS1 one.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    text = checked_text("_query", request.query or "", longest=LONGEST_QUERY, shortest=0)
    product_id, path = request.product_id, None
    if request.gs1_path is not None:
        product_id, path = await find_anchor(tx, Named(request.product_id, gs1_path=request.gs1_path))
    found = queries.list_links(
        tx.connection,
        brand_id=tx.brand_id,
        before_at=before.at,
        before_id=before.id,
        product_id=product_id,
        path=path,
        link_type=short_link_type(request.link_type) if request.link_type else None,
        state=request.target_state,
        needle=text.casefold() or None,
        with_archived=request.with_archived,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(rows, limit, link_from, lambda row: Cursor(row["created_at"], row["link_id"]))
