"""A list of serials that came as a file: its record, its states, and the door to one."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any, BinaryIO, Final, Literal
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.imports.file_parts import joined_parts
from countermark.features.minting.mint_batch import queries
from countermark.kit.errors import Conflict, unknown
from countermark.kit.records import Record

LARGEST_FILE_BYTES: Final = 64 << 20
LARGEST_PART_BYTES: Final = 4 << 20

Purpose = Literal["mint", "revoke"]


class SerialListStatus(StrEnum):
    """``uploading -> checking -> checked -> completed``; units to be revoked are ``revoking`` before the end."""

    UPLOADING = "uploading"
    CHECKING = "checking"
    CHECKED = "checked"
    REVOKING = "revoking"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class SerialList(Record, frozen=True, kw_only=True):
    """A list. ``purpose``: mint (a brand's own serials) or revoke (units by serial or id). Rows count as they are
    checked; ``mint_batch_id`` is what it was minted as."""

    serial_list_id: UUID
    purpose: Purpose
    filename: str | None
    format: str
    status: SerialListStatus
    size_bytes: int
    total_rows: int
    accepted_rows: int
    rejected_rows: int
    revoked_rows: int
    mint_batch_id: UUID | None
    reason: str | None
    error: str | None
    created_by: UUID | None
    created_at: datetime
    ended_at: datetime | None


def key_of(tx: Tx, serial_list_id: UUID) -> dict[str, UUID]:
    """The list's key, as the queries name it."""
    return {"brand_id": tx.brand_id, "serial_list_id": serial_list_id}


async def read_serial_list(tx: Tx, serial_list_id: UUID) -> Mapping[str, Any]:
    """The row of a list.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row: Mapping[str, Any] | None = await queries.get_serial_list(tx.connection, **key_of(tx, serial_list_id))
    if row is None:
        raise unknown("_serial_list_id", "list of serials")
    return row


async def lock_serial_list(
    tx: Tx, serial_list_id: UUID, *statuses: SerialListStatus, purpose: Purpose | None = None
) -> Mapping[str, Any]:
    """The row of a list in one of these states, held until the transaction ends.

    Raises:
        InvalidInput: there is none.
        Conflict: it is in another state, or for something else (``SERIAL_LIST_STATUS``).
    """
    row: Mapping[str, Any] | None = await queries.lock_serial_list(tx.connection, **key_of(tx, serial_list_id))
    if row is None:
        raise unknown("_serial_list_id", "list of serials")
    if row["status"] not in statuses or purpose not in (None, row["purpose"]):
        wanted = f"a list to {purpose}" if purpose not in (None, row["purpose"]) else f"one that is {statuses[0]}"
        raise Conflict(
            "_serial_list_id", f"the list is {row['status']}; this takes {wanted}", code="SERIAL_LIST_STATUS"
        )
    return row


async def whole_serial_file(tx: Tx, serial_list_id: UUID) -> BinaryIO:
    """The file's bytes in a temporary file on disk, which the caller closes."""
    key = key_of(tx, serial_list_id)
    places = [row["first_byte"] async for row in queries.list_serial_list_parts(tx.connection, **key)]
    file, _ = await joined_parts(places, partial(queries.get_serial_list_part, tx.connection, **key))
    return file
