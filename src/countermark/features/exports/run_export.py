"""The export job, in steps that each commit on their own, so that it survives the end of a worker between any two.

The files of a mint batch are made by one worker at a time: the one that holds the batch's lock, a row lock in a
transaction that stays open meanwhile and ends with its connection. A file is in the object store before its row says
so, and its bytes are the same whoever makes them: what is cut short is made again, and nothing half made is offered.
"""

from typing import Final, NamedTuple
from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.exports.definition import ProfileDefinition
from countermark.features.exports.export import Export, export_from
from countermark.features.exports.queries import queries
from countermark.features.exports.unit_source import BatchFacts
from countermark.features.minting.transition_mint_batch import note_exported

MOST_ATTEMPTS: Final = 3
WORKERS_ENDED: Final = "the last attempt was cut short: its worker ended before the file did"


class ExportOver(Exception):
    """The export was cancelled, or ended by another worker; what is in work may be dropped."""


class Work(NamedTuple):
    """What a worker needs to know of an export."""

    export: Export
    facts: BatchFacts
    definition: ProfileDefinition


class NextFile(NamedTuple):
    """The file to make: its units, the first of which is 1 in the mint batch."""

    number: int
    first_unit: int
    units: int


async def take_lock(tx: Tx, mint_batch_id: UUID) -> bool:
    """Whether this transaction alone may make files of the mint batch, until it ends."""
    return bool(await queries.take_lock(tx.connection, brand_id=tx.brand_id, mint_batch_id=mint_batch_id))


async def prepare_lock(tx: Tx, export_id: UUID) -> UUID | None:
    """Makes sure there is a lock to take, and names the mint batch; ``None`` when the export has ended or is gone."""
    row = await queries.get_export(tx.connection, brand_id=tx.brand_id, export_id=export_id)
    if row is None or export_from(row).has_ended:
        return None
    mint_batch_id: UUID = row["mint_batch_id"]
    await queries.make_lock(tx.connection, brand_id=tx.brand_id, mint_batch_id=mint_batch_id)
    return mint_batch_id


async def begin_export(tx: Tx, export_id: UUID) -> Work | None:
    """Counts an attempt. ``None``: it has ended, or has no attempts left and fails now."""
    key = {"brand_id": tx.brand_id, "export_id": export_id}
    attempts = await queries.begin_attempt(tx.connection, **key)
    if attempts is None:
        return None
    if attempts > MOST_ATTEMPTS:
        await fail_export(tx, export_id, WORKERS_ENDED)
        return None
    row = await queries.get_export(tx.connection, **key)
    definition = msgspec.convert(row["definition"], ProfileDefinition)
    return Work(export_from(row), msgspec.convert(row["facts"], BatchFacts), definition)


async def begin_file(tx: Tx, export_id: UUID) -> NextFile | None:
    """The next file to make; ``None`` when all that are wanted are there, or nobody wants them any more."""
    row = await queries.begin_file(tx.connection, brand_id=tx.brand_id, export_id=export_id)
    return NextFile(row["number"], row["first_unit"], row["units"]) if row else None


async def note_progress(tx: Tx, export_id: UUID, number: int, done_units: int) -> None:
    """Tells how far a file is.

    Raises:
        ExportOver: nobody wants it any more.
    """
    key = {"brand_id": tx.brand_id, "export_id": export_id, "number": number}
    if not await queries.note_progress(tx.connection, **key, done_units=done_units):
        raise ExportOver


async def complete_file(tx: Tx, export_id: UUID, number: int, *, size_bytes: int, sha256: bytes) -> None:
    """The file can be downloaded from now on.

    Raises:
        ExportOver: the export was cancelled meanwhile; the bytes are for the tidying.
    """
    key = {"brand_id": tx.brand_id, "export_id": export_id, "number": number}
    if not await queries.complete_file(tx.connection, **key, size_bytes=size_bytes, sha256=sha256):
        raise ExportOver


async def complete_export(tx: Tx, export_id: UUID) -> bool:
    """Ends an export whose files are all there; false when there is more to do, or it has ended already."""
    row = await queries.complete_export(tx.connection, brand_id=tx.brand_id, export_id=export_id)
    if row is None:
        return False
    told = {"status": "completed", "units": row["total_units"], "mint_batch_id": row["mint_batch_id"]}
    await record(tx, Action.EXPORT_COMPLETED, ("export", export_id), new=told)
    await note_exported(tx, row["mint_batch_id"])
    return True


async def is_another_due(tx: Tx, export_id: UUID, error: str) -> bool:
    """Puts the export back for another attempt; false when that was the last one, and it has failed."""
    key = {"brand_id": tx.brand_id, "export_id": export_id}
    if await queries.requeue_attempt(tx.connection, **key, most_attempts=MOST_ATTEMPTS, error=error):
        return True
    await fail_export(tx, export_id, error)
    return False


async def fail_export(tx: Tx, export_id: UUID, error: str) -> None:
    """Gives up, unless it has ended."""
    if await queries.fail_export(tx.connection, brand_id=tx.brand_id, export_id=export_id, error=error):
        told = {"status": "failed", "error": error}
        await record(tx, Action.EXPORT_FAILED, ("export", export_id), new=told)
