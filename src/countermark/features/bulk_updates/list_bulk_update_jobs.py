"""Lists bulk update jobs."""

from countermark.db.transaction import Tx
from countermark.features.bulk_updates.bulk_update_job import BulkUpdateJobDetails, JobStatus, details_from, queries
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.requests import BrandRequest


class ListBulkUpdateJobs(BrandRequest, frozen=True, kw_only=True):
    """Which page, and of which status."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    status: JobStatus | None = None


async def list_bulk_update_jobs(tx: Tx, request: ListBulkUpdateJobs) -> Page[BulkUpdateJobDetails]:
    """A page of jobs, the newest first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_jobs(
        tx.connection,
        brand_id=tx.brand_id,
        before_at=before.at,
        before_id=before.id,
        status=request.status,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(rows, limit, details_from, lambda row: Cursor(row["created_at"], row["id"]))
