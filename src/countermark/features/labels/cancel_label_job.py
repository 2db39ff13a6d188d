"""Stops a label job; there is no file then."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.labels.label_job import LabelJob, LabelJobStatus, read_job
from countermark.features.labels.queries import queries
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest


class CancelLabelJob(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    label_job_id: UUID


async def cancel_label_job(tx: Tx, request: CancelLabelJob) -> LabelJob:
    """The cancelled job; a worker that has it in hand stops at its next step. Cancelling again changes nothing.

    Raises:
        InvalidInput: no such job in the brand.
        Conflict: it has ended already (``JOB_ENDED``).
    """
    before = await read_job(tx, request.label_job_id, hold=True)
    if before.status is LabelJobStatus.CANCELLED:
        return before
    if before.has_ended:
        raise Conflict("_label_job_id", f"this job is {before.status} already", code="JOB_ENDED")
    await queries.cancel_job(tx.connection, brand_id=tx.brand_id, label_job_id=request.label_job_id)
    told = {"status": "cancelled", "drawn_labels": before.drawn_labels}
    target = ("label_job", request.label_job_id)
    await record(tx, Action.LABEL_JOB_CANCELLED, target, old={"status": before.status}, new=told)
    return await read_job(tx, request.label_job_id)
