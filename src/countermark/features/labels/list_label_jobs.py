"""Lists label jobs."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.labels.label_job import LabelJob, LabelJobStatus, job_from
from countermark.features.labels.queries import queries
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.requests import BrandRequest


class ListLabelJobs(BrandRequest, frozen=True, kw_only=True):
    """Which page, of which status, of which mint batch."""

    status: LabelJobStatus | None = None
    mint_batch_id: UUID | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def list_label_jobs(tx: Tx, request: ListLabelJobs) -> Page[LabelJob]:
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
        mint_batch_id=request.mint_batch_id,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(rows, limit, job_from, lambda row: Cursor(row["created_at"], row["label_job_id"]))
