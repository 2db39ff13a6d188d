"""The audit log of a brand, filtered."""

from countermark.db.transaction import Tx
from countermark.features.audit_trail.audit_row import AuditFilters, AuditRow, read_rows
from countermark.kit.cursors import DEFAULT_LIMIT, Cursor, Page, checked_limit, decode_cursor, page_of


class ListAuditLog(AuditFilters, frozen=True, kw_only=True):
    """A page of it."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def list_audit_log(tx: Tx, request: ListAuditLog) -> Page[AuditRow]:
    """A page of rows, the newest first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor)
    rows = await read_rows(tx, request, before.id if before else None, limit + 1)
    return page_of(rows, limit, lambda row: row, lambda row: Cursor(row.occurred_at, row.audit_id))
