"""Takes the file of a list of serials in parts; after the last one it is checked in the background."""

import base64
import binascii
from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.imports.file_parts import checked_offset
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.serial_list import (
    LARGEST_FILE_BYTES,
    LARGEST_PART_BYTES,
    SerialListStatus,
    key_of,
    lock_serial_list,
)
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class AppendSerialListFile(BrandRequest, frozen=True, kw_only=True):
    """``_content`` is base64 (RFC 4648, section 4); ``_offset`` the byte it begins at; ``_last`` ends the file."""

    serial_list_id: UUID
    offset: int
    content: str
    last: bool = False


class SerialListAppended(Record, frozen=True, kw_only=True):
    """How much is there now."""

    ok: Literal[True] = True
    serial_list_id: UUID
    status: SerialListStatus
    size_bytes: int


async def append_serial_list_file(tx: Tx, request: AppendSerialListFile) -> SerialListAppended:
    """The part is kept; after the last one the list is ``checking``.

    Raises:
        InvalidInput: not base64, or too large (``FILE_TOO_LARGE``); an empty file (``FILE_EMPTY``).
        Conflict: the part belongs elsewhere (``WRONG_OFFSET``); the file is there already (``SERIAL_LIST_STATUS``).
    """
    try:
        content = base64.b64decode(request.content, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput("_content", "is not base64 text") from None
    return await append_serial_bytes(tx, request.serial_list_id, request.offset, content, last=request.last)


async def append_serial_bytes(
    tx: Tx, serial_list_id: UUID, offset: int, content: bytes, *, last: bool
) -> SerialListAppended:
    """See :func:`append_serial_list_file`; for whoever has the bytes themselves."""
    row = await lock_serial_list(tx, serial_list_id, SerialListStatus.UPLOADING)
    checked_offset(offset, row["size_bytes"])
    total = row["size_bytes"] + len(content)
    if len(content) > LARGEST_PART_BYTES or total > LARGEST_FILE_BYTES:
        raise InvalidInput(
            "_content",
            f"a part has at most {LARGEST_PART_BYTES >> 20} MB, a file {LARGEST_FILE_BYTES >> 20} MB",
            code="FILE_TOO_LARGE",
        )
    if last and not total:
        raise InvalidInput("_content", "the file is empty", code="FILE_EMPTY")
    key = key_of(tx, serial_list_id)
    if content:
        part = {"first_byte": row["size_bytes"], "content": content, "size_bytes": total}
        await queries.insert_serial_list_part(tx.connection, **key, **part)
    status = SerialListStatus.UPLOADING
    if last:
        status = SerialListStatus.CHECKING
        await queries.set_serial_list_status(tx.connection, **key, status=status)
        await enqueue(tx, JobName.CHECK_SERIAL_LIST, serial_list_id=serial_list_id)
    told = {"size_bytes": total, "last": last}
    await record(tx, Action.SERIAL_LIST_APPENDED, ("serial_list", serial_list_id), new=told)
    return SerialListAppended(serial_list_id=serial_list_id, status=status, size_bytes=total)
