"""Asks for packs of an export that were not wanted before, or that failed."""

from typing import Final
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.exports.export import Export, hold_export
from countermark.features.exports.queries import queries
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import Conflict, InvalidInput
from countermark.kit.requests import BrandRequest

MOST_NUMBERS: Final = 1_000


class GeneratePayloadPacks(BrandRequest, frozen=True, kw_only=True):
    """Which packs; all that are left when none are named."""

    export_id: UUID
    packs: list[int] | None = None


async def generate_payload_packs(tx: Tx, request: GeneratePayloadPacks) -> Export:
    """The export, queued unless it runs already, in which case its worker comes to these packs too.

    Raises:
        InvalidInput: no such export in the brand, not one of packs, or no such pack.
        Conflict: every pack asked for is there (``NOTHING_TO_GENERATE``).
    """
    before = await hold_export(tx, request.export_id)
    if before.format != "packs":
        raise InvalidInput("_export_id", "this export is one file; only an export of packs has packs")
    numbers = request.packs
    if numbers is not None and (
        not 1 <= len(numbers) <= MOST_NUMBERS or not all(1 <= number <= before.total_files for number in numbers)
    ):
        raise InvalidInput("_packs", f"the packs of this export are 1 to {before.total_files}")
    key = {"brand_id": tx.brand_id, "export_id": request.export_id}
    wanted = await queries.want_files(tx.connection, **key, numbers=numbers)
    if not wanted:
        raise Conflict("_packs", "every one of them is there already", code="NOTHING_TO_GENERATE")
    if before.has_ended:
        await queries.requeue_export(tx.connection, **key)
        await enqueue(tx, JobName.EXPORT, export_id=request.export_id)
    told = {"packs": numbers if numbers is not None else "all", "files": wanted}
    await record(tx, Action.PACKS_REQUESTED, ("export", request.export_id), old={"status": before.status}, new=told)
    return await hold_export(tx, request.export_id)
