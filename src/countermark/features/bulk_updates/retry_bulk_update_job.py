"""Queues an ended bulk update job again, for what it did not do."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.bulk_updates.bulk_update_job import BulkUpdateJobDetails, details_from, hold_job, queries
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest


class RetryBulkUpdateJob(BrandRequest, frozen=True, kw_only=True):
    """Which one; ``_include_conflicts`` makes the changes also where somebody else was faster."""

    job_id: UUID
    include_conflicts: bool = False


async def retry_bulk_update_job(tx: Tx, request: RetryBulkUpdateJob) -> BulkUpdateJobDetails:
    """The job, queued again with its failed items, and with those it had not come to when it was cancelled or failed.

    Raises:
        InvalidInput: no such job in the brand.
        Conflict: it has not ended (``JOB_NOT_ENDED``); nothing is left to be done (``NOTHING_TO_RETRY``).
    """
    before = details_from(await hold_job(tx, request.job_id))
    if not before.has_ended:
        raise Conflict("_job_id", f"this job is {before.status}", code="JOB_NOT_ENDED", hint="cancel it first, or wait")
    key = {"brand_id": tx.brand_id, "job_id": request.job_id}
    reopened = await queries.reopen_items(tx.connection, **key, include_conflicts=request.include_conflicts)
    left = before.total_items - before.processed_items + reopened
    if left == 0 and not before.is_collecting:
        raise Conflict("_job_id", "no item of this job is left to be done", code="NOTHING_TO_RETRY")
    items = None if before.is_collecting else left
    await queries.requeue_job(tx.connection, **key)
    await enqueue(tx, JobName.BULK_UPDATE, bulk_update_job_id=request.job_id)
    await record(
        tx,
        Action.BULK_UPDATE_RETRIED,
        ("bulk_update_job", request.job_id),
        old={"status": before.status},
        new={"status": "queued", "items": items, "include_conflicts": request.include_conflicts},
    )
    return details_from(await hold_job(tx, request.job_id))
