"""Stops an export; files that are complete stay."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.exports.export import Export, ExportStatus, hold_export
from countermark.features.exports.queries import queries
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest


class CancelExport(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    export_id: UUID


async def cancel_export(tx: Tx, request: CancelExport) -> Export:
    """The cancelled export. A file in work is given up within moments; cancelling again changes nothing.

    Raises:
        InvalidInput: no such export in the brand.
        Conflict: it has ended already (``EXPORT_ENDED``).
    """
    before = await hold_export(tx, request.export_id)
    if before.status is ExportStatus.CANCELLED:
        return before
    if before.has_ended:
        raise Conflict("_export_id", f"this export is {before.status} already", code="EXPORT_ENDED")
    key = {"brand_id": tx.brand_id, "export_id": request.export_id}
    await queries.cancel_export(tx.connection, **key)
    await queries.reopen_files(tx.connection, **key)
    export = await hold_export(tx, request.export_id)
    told = {"status": export.status, "completed_files": export.completed_files}
    await record(tx, Action.EXPORT_CANCELLED, ("export", request.export_id), old={"status": before.status}, new=told)
    return export
