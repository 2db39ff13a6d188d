"""Queues a failed or cancelled export again, for the files that are not there."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.exports.export import Export, ExportStatus, hold_export
from countermark.features.exports.queries import queries
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest


class RetryExport(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    export_id: UUID


async def retry_export(tx: Tx, request: RetryExport) -> Export:
    """The export, queued with all its attempts. Complete files are not made again.

    Raises:
        InvalidInput: no such export in the brand.
        Conflict: it neither failed nor was cancelled (``NOTHING_TO_RETRY``).
    """
    before = await hold_export(tx, request.export_id)
    if before.status not in (ExportStatus.FAILED, ExportStatus.CANCELLED):
        raise Conflict("_export_id", f"this export is {before.status}", code="NOTHING_TO_RETRY")
    key = {"brand_id": tx.brand_id, "export_id": request.export_id}
    await queries.requeue_export(tx.connection, **key)
    await queries.reopen_files(tx.connection, **key)
    await enqueue(tx, JobName.EXPORT, export_id=request.export_id)
    told = {"status": "queued", "files": before.wanted_files - before.completed_files}
    await record(tx, Action.EXPORT_RETRIED, ("export", request.export_id), old={"status": before.status}, new=told)
    return await hold_export(tx, request.export_id)
