"""Gives up a list of serials; those it held can be used again."""

from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.mint_serials import drop_serials
from countermark.features.minting.serial_list import SerialListStatus, key_of, lock_serial_list
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class CancelSerialList(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    serial_list_id: UUID


class SerialListCancelled(Record, frozen=True, kw_only=True):
    """Nothing more happens to it. ``revoked_rows`` units were revoked before, and stay so."""

    ok: Literal[True] = True
    serial_list_id: UUID
    status: SerialListStatus
    revoked_rows: int


async def cancel_serial_list(tx: Tx, request: CancelSerialList) -> SerialListCancelled:
    """Stops whatever is being done with the list; a worker that has it in hand sees it at its next chunk.

    Raises:
        InvalidInput: no such list.
        Conflict: it was minted, or has ended (``SERIAL_LIST_STATUS``).
    """
    row = await lock_serial_list(
        tx,
        request.serial_list_id,
        SerialListStatus.UPLOADING,
        SerialListStatus.CHECKING,
        SerialListStatus.CHECKED,
        SerialListStatus.REVOKING,
    )
    await drop_serials(tx, request.serial_list_id)
    await queries.delete_serial_list_parts(tx.connection, **key_of(tx, request.serial_list_id))
    old, new = {"status": row["status"]}, {"status": "cancelled", "revoked_rows": row["revoked_rows"]}
    await record(tx, Action.SERIAL_LIST_CANCELLED, ("serial_list", request.serial_list_id), old=old, new=new)
    return SerialListCancelled(
        serial_list_id=request.serial_list_id, status=SerialListStatus.CANCELLED, revoked_rows=row["revoked_rows"]
    )
