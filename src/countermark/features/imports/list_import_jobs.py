"""Lists imports."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.imports.import_job import RUNNING, ImportFormat, ImportStatus, queries
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest


class ListImportJobs(BrandRequest, frozen=True, kw_only=True):
    """``_status`` narrows the list; ``_running`` to those that a worker is at."""

    status: ImportStatus | None = None
    running: bool = False
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


class ListedImportJob(Record, frozen=True, kw_only=True):
    """An import in a line."""

    import_job_id: UUID
    filename: str
    format: ImportFormat
    status: ImportStatus
    size_bytes: int
    total_rows: int
    processed_rows: int
    error_rows: int
    inserted: int
    updated: int
    skipped: int
    failed: int
    error: str | None
    created_by: UUID | None
    created_at: datetime
    ended_at: datetime | None


async def list_import_jobs(tx: Tx, request: ListImportJobs) -> Page[ListedImportJob]:
    """A page of imports, the newest first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    statuses = list(RUNNING) if request.running else ([request.status] if request.status else None)
    found = queries.list_import_jobs(
        tx.connection,
        brand_id=tx.brand_id,
        before_at=before.at,
        before_id=before.id,
        statuses=statuses,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(rows, limit, _listed, lambda row: Cursor(row["created_at"], row["import_job_id"]))


def _listed(row: Mapping[str, Any]) -> ListedImportJob:
    processed = (
        row["done_rows"] if row["status"] in (ImportStatus.COMMITTING, ImportStatus.COMPLETED) else row["checked_rows"]
    )
    counted = ("total_rows", "error_rows", "inserted", "updated", "skipped", "failed")
    return record_from(
        ListedImportJob, {**row, **{name: int(row[name]) for name in counted}, "processed_rows": int(processed)}
    )
