"""The economic operators of a brand."""

from countermark.db.transaction import Tx
from countermark.features.operators.economic_operator import EconomicOperator, queries
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

LONGEST_QUERY = 200


class ListEconomicOperators(BrandRequest, frozen=True, kw_only=True):
    """``_query`` is looked for in names, identifiers and city, whatever its case."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    query: str | None = None
    with_archived: bool = False


async def list_economic_operators(tx: Tx, request: ListEconomicOperators) -> Page[EconomicOperator]:
    """A page of operators, the newest first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    text = checked_text("_query", request.query or "", longest=LONGEST_QUERY, shortest=0)
    found = queries.list_operators(
        tx.connection,
        brand_id=tx.brand_id,
        before_at=before.at,
        before_id=before.id,
        needle=text.casefold() or None,
        with_archived=request.with_archived,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(
        rows,
        limit,
        lambda row: record_from(EconomicOperator, row),
        lambda row: Cursor(row["created_at"], row["operator_id"]),
    )
