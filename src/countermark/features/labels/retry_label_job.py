"""Queues a label job again that failed or was cancelled."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.labels.label_job import LabelJob, LabelJobStatus, read_job
from countermark.features.labels.queries import queries
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest

AGAIN = frozenset({LabelJobStatus.FAILED, LabelJobStatus.CANCELLED})


class RetryLabelJob(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    label_job_id: UUID


async def retry_label_job(tx: Tx, request: RetryLabelJob) -> LabelJob:
    """The job, queued again from its beginning.

    Raises:
        InvalidInput: no such job in the brand.
        Conflict: it has neither failed nor been cancelled (``NOTHING_TO_RETRY``).
    """
    before = await read_job(tx, request.label_job_id, hold=True)
    if before.status not in AGAIN:
        raise Conflict("_label_job_id", f"this job is {before.status}", code="NOTHING_TO_RETRY")
    await queries.reopen_job(tx.connection, brand_id=tx.brand_id, label_job_id=request.label_job_id)
    await enqueue(tx, JobName.PRINT_LABELS, label_job_id=request.label_job_id)
    target = ("label_job", request.label_job_id)
    await record(tx, Action.LABEL_JOB_RETRIED, target, old={"status": before.status}, new={"status": "queued"})
    return await read_job(tx, request.label_job_id)
