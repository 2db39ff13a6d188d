"""The bulk update job: its record, the door to one, and the SQL of this area."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.kit.errors import unknown
from countermark.kit.records import Record, record_from

queries = load_queries(__file__)


class JobStatus(StrEnum):
    """Completed also when some items failed: each tells for itself. Failed: the job could not go on at all."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    FAILED = "failed"


ENDED = frozenset({JobStatus.COMPLETED, JobStatus.CANCELLED, JobStatus.FAILED})


class BulkUpdateJob(Record, frozen=True, kw_only=True):
    """How far a job is. Processed items are those that succeeded (updated, or already as wished) and those in error."""

    id: UUID
    status: JobStatus
    total_items: int
    processed_items: int
    success_items: int
    error_items: int
    created_at: datetime


class BulkUpdateJobDetails(BulkUpdateJob, frozen=True, kw_only=True):
    """A job with what it does. ``conflict_items`` are among those in error, ``warning_items`` among the successful.

    While ``is_collecting``, its items are still being found, and ``total_items`` grows."""

    updated_items: int
    conflict_items: int
    warning_items: int
    patch: dict[str, Any] | None
    filter: dict[str, Any] | None
    is_collecting: bool
    undo_of: UUID | None
    undone_by: UUID | None
    error: str | None
    created_by: UUID | None
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def has_ended(self) -> bool:
        """Whether no worker has anything left to do for it."""
        return self.status in ENDED


def job_from(row: Mapping[str, Any]) -> BulkUpdateJob:
    """The short record in a row of ``get_job``."""
    return record_from(BulkUpdateJob, {**row, "status": JobStatus(row["status"])})


def details_from(row: Mapping[str, Any]) -> BulkUpdateJobDetails:
    """The whole record in a row of ``get_job`` or ``list_jobs``."""
    return record_from(BulkUpdateJobDetails, {**row, "status": JobStatus(row["status"])})


async def read_job(tx: Tx, job_id: UUID) -> Mapping[str, Any]:
    """The job's row as it stands in this transaction.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row: Mapping[str, Any] | None = await queries.get_job(tx.connection, brand_id=tx.brand_id, job_id=job_id)
    if row is None:
        raise unknown("_job_id", "bulk update job")
    return row


async def hold_job(tx: Tx, job_id: UUID) -> Mapping[str, Any]:
    """The job's row, held until the transaction ends: nobody else begins, cancels, retries or undoes it meanwhile.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    await queries.lock_job(tx.connection, brand_id=tx.brand_id, job_id=job_id)
    return await read_job(tx, job_id)
