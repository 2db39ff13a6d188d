"""Lists exports."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.exports.export import Export, ExportStatus, export_from
from countermark.features.exports.queries import queries
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.requests import BrandRequest


class ListExports(BrandRequest, frozen=True, kw_only=True):
    """Filters narrow the list; ``_running`` leaves those that have not ended."""

    mint_batch_id: UUID | None = None
    status: ExportStatus | None = None
    running: bool = False
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def list_exports(tx: Tx, request: ListExports) -> Page[Export]:
    """A page of exports, the newest first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_exports(
        tx.connection,
        brand_id=tx.brand_id,
        mint_batch_id=request.mint_batch_id,
        status=request.status,
        running=request.running,
        before_at=before.at,
        before_id=before.id,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(rows, limit, export_from, lambda row: Cursor(row["created_at"], row["export_id"]))
