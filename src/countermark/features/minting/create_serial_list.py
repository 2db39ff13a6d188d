"""Begins a list of serials, whose file is uploaded next."""

from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.serial_list import Purpose, SerialListStatus
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

LONGEST_FILENAME = 255


class CreateSerialList(BrandRequest, frozen=True, kw_only=True):
    """``_purpose`` mint: own serials to be minted; revoke: serials or ids of units. ``_format`` csv: text too."""

    purpose: Purpose
    filename: str
    format: Literal["csv", "xlsx"] = "csv"


class SerialListCreated(Record, frozen=True, kw_only=True):
    """The list waits for its file."""

    ok: Literal[True] = True
    serial_list_id: UUID
    status: SerialListStatus


async def create_serial_list(tx: Tx, request: CreateSerialList) -> SerialListCreated:
    """A new list.

    Raises:
        InvalidInput: names the argument.
    """
    filename = checked_text("_filename", request.filename, longest=LONGEST_FILENAME)
    serial_list_id: UUID = await queries.insert_serial_list(
        tx.connection,
        brand_id=tx.brand_id,
        purpose=request.purpose,
        filename=filename,
        format=request.format,
        status=SerialListStatus.UPLOADING,
        total_rows=0,
        accepted_rows=0,
        rejected_rows=0,
        shortest=None,
        longest=None,
        looks_generated=False,
        created_by=tx.actor.user_id,
    )
    told = {"purpose": request.purpose, "filename": filename, "format": request.format}
    await record(tx, Action.SERIAL_LIST_CREATED, ("serial_list", serial_list_id), new=told)
    return SerialListCreated(serial_list_id=serial_list_id, status=SerialListStatus.UPLOADING)
