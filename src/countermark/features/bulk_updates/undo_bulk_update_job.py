"""Takes a bulk update back: a new job that puts the old values where the new ones still stand."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.bulk_updates.bulk_update_job import (
    BulkUpdateJob,
    details_from,
    hold_job,
    job_from,
    queries,
    read_job,
)
from countermark.features.bulk_updates.collect_items import collect_portion
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest


class UndoBulkUpdateJob(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    job_id: UUID


async def undo_bulk_update_job(tx: Tx, request: UndoBulkUpdateJob) -> BulkUpdateJob:
    """The job that undoes it, queued. A value that was changed since is left, and its item is a conflict.

    It can be undone in its turn.

    Raises:
        InvalidInput: no such job in the brand.
        Conflict: it has not ended (``JOB_NOT_ENDED``), changed nothing (``NOTHING_TO_UNDO``), or was undone
            (``UNDONE_ALREADY``).
    """
    job = details_from(await hold_job(tx, request.job_id))
    if not job.has_ended:
        raise Conflict("_job_id", f"this job is {job.status}", code="JOB_NOT_ENDED", hint="cancel it first, or wait")
    if job.undone_by is not None:
        raise Conflict("_job_id", f"job {job.undone_by} undid this one", code="UNDONE_ALREADY")
    if job.updated_items == 0:
        raise Conflict("_job_id", "this job changed no product", code="NOTHING_TO_UNDO")
    undo_id: UUID = await queries.insert_job(
        tx.connection,
        brand_id=tx.brand_id,
        patch=None,
        filter=None,
        unchanged_since=None,
        undo_of=request.job_id,
        is_collecting=True,
        created_by=tx.actor.user_id,
    )
    await collect_portion(tx, undo_id)
    await enqueue(tx, JobName.BULK_UPDATE, bulk_update_job_id=undo_id)
    told = {"undo_of": request.job_id, "total_items": job.updated_items}
    await record(tx, Action.BULK_UPDATE_UNDONE, ("bulk_update_job", undo_id), new=told)
    return job_from(await read_job(tx, undo_id))
