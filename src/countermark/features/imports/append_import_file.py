"""Takes a file in parts; the last one makes its columns known."""

import base64
import binascii
from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.imports.file_parts import LARGEST_PART_BYTES, append_part, checked_offset
from countermark.features.imports.import_job import ImportStatus, lock_import_job
from countermark.features.imports.reading.table import Dialect
from countermark.features.imports.take_file import take_file
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class AppendImportFile(BrandRequest, frozen=True, kw_only=True):
    """``_content`` is base64 (RFC 4648, section 4); ``_offset`` the byte it begins at; ``_last`` ends the file."""

    import_job_id: UUID
    offset: int
    content: str
    last: bool = False


class FileAppended(Record, frozen=True, kw_only=True):
    """How much is there now. ``columns`` are those of the file, once it is whole."""

    ok: Literal[True] = True
    import_job_id: UUID
    status: ImportStatus
    size_bytes: int
    columns: list[str] | None


async def append_import_file(tx: Tx, request: AppendImportFile) -> FileAppended:
    """The part is kept; after the last one the import is ``uploaded``, and its mapping is suggested.

    Raises:
        InvalidInput: not base64, too large, or a whole file that cannot be read (the code says why).
        Conflict: the part belongs elsewhere (``WRONG_OFFSET``); the file is there already (``IMPORT_STATUS``).
    """
    try:
        content = base64.b64decode(request.content, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput("_content", "is not base64 text") from None
    return await append_bytes(tx, request.import_job_id, request.offset, content, last=request.last)


async def append_bytes(tx: Tx, import_job_id: UUID, offset: int, content: bytes, *, last: bool) -> FileAppended:
    """See :func:`append_import_file`; for whoever has the bytes themselves."""
    if len(content) > LARGEST_PART_BYTES:
        raise InvalidInput("_content", f"a part has at most {LARGEST_PART_BYTES >> 20} MB")
    job = await lock_import_job(tx, import_job_id, ImportStatus.UPLOADING)
    if job["format"] == "rows":
        raise InvalidInput("_import_job_id", "this import takes rows, not a file", hint="call bulk_upsert_import_rows")
    checked_offset(offset, job["size_bytes"])
    size_bytes = await append_part(tx, import_job_id, job["size_bytes"], content)
    head = await take_file(tx, job, Dialect(format=job["format"]), "_content") if last else None
    told = {"size_bytes": size_bytes, "last": last}
    await record(tx, Action.IMPORT_FILE_APPENDED, ("import_job", import_job_id), new=told)
    return FileAppended(
        import_job_id=import_job_id,
        status=ImportStatus.UPLOADED if head else ImportStatus.UPLOADING,
        size_bytes=size_bytes,
        columns=head.columns if head else None,
    )
