"""Stops a bulk update job; what was done stays done."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.bulk_updates.bulk_update_job import BulkUpdateJobDetails, details_from, hold_job, queries
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest


class CancelBulkUpdateJob(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    job_id: UUID


async def cancel_bulk_update_job(tx: Tx, request: CancelBulkUpdateJob) -> BulkUpdateJobDetails:
    """The cancelled job. A chunk that a worker has in hand is taken back; cancelling again changes nothing.

    Raises:
        InvalidInput: no such job in the brand.
        Conflict: it has ended already (``JOB_ENDED``).
    """
    before = details_from(await hold_job(tx, request.job_id))
    if before.status == "cancelled":
        return before
    if before.has_ended:
        raise Conflict("_job_id", f"this job is {before.status} already", code="JOB_ENDED")
    await queries.cancel_job(tx.connection, brand_id=tx.brand_id, job_id=request.job_id)
    job = details_from(await hold_job(tx, request.job_id))
    told = {"status": job.status, "processed_items": job.processed_items, "total_items": job.total_items}
    await record(
        tx,
        Action.BULK_UPDATE_CANCELLED,
        ("bulk_update_job", request.job_id),
        old={"status": before.status},
        new=told,
    )
    return job
