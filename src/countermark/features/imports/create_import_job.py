"""Begins an import: of a file that is uploaded next, or of rows that are sent."""

import re
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import structs

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.idempotency import claim
from countermark.db.transaction import Tx
from countermark.features.imports.import_job import ImportFormat, ImportStatus, queries
from countermark.features.imports.mapping import ImportOptions
from countermark.features.imports.same_file import SameFile, find_same_file
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

LONGEST_FILENAME = 255
SHA256 = re.compile(r"[0-9a-f]{64}")


class CreateImportJob(BrandRequest, frozen=True, kw_only=True):
    """``_format`` is ``rows`` for rows sent by ``bulk_upsert_import_rows``. ``_sha256``: of the whole file, in hex;
    with it the upload is proven whole, and a file that was imported before is noticed at once."""

    filename: str
    format: ImportFormat = "csv"
    sha256: str | None = None
    allow_same_file: bool = False
    idempotency_key: str | None = None


class ImportCreated(Record, frozen=True, kw_only=True):
    """The import waits for its file or rows. ``is_duplicate``: made before, under the same key."""

    ok: Literal[True] = True
    import_job_id: UUID
    status: ImportStatus
    is_duplicate: bool = False


async def create_import_job(tx: Tx, request: CreateImportJob) -> ImportCreated | SameFile:
    """A new import, or the one made before under the same key.

    Raises:
        InvalidInput: names the argument.
        Conflict: the idempotency key was used with other arguments (``IDEMPOTENCY_KEY_REUSED``).
    """
    filename = checked_text("_filename", request.filename, longest=LONGEST_FILENAME)
    sha256 = _checked_sha256(request.sha256)
    held = await claim(tx, "create_import_job", request.idempotency_key, structs.replace(request, idempotency_key=None))
    if held.answer is not None:
        return structs.replace(msgspec.convert(held.answer, ImportCreated), is_duplicate=True)
    if sha256 and not request.allow_same_file and (same := await find_same_file(tx, sha256, None)):
        await held.release()
        return same
    row = await queries.insert_import_job(
        tx.connection,
        brand_id=tx.brand_id,
        filename=filename,
        format=request.format,
        sha256=sha256,
        dialect=None,
        options=ImportOptions(),
        created_by=tx.actor.user_id,
    )
    answer = ImportCreated(import_job_id=row["import_job_id"], status=ImportStatus.UPLOADING)
    await held.keep(answer)
    told = {"filename": filename, "format": request.format}
    await record(tx, Action.IMPORT_CREATED, ("import_job", answer.import_job_id), new=told)
    return answer


def _checked_sha256(text: str | None) -> bytes | None:
    if text is None:
        return None
    if not SHA256.fullmatch(text.lower()):
        raise InvalidInput("_sha256", "must be the file's SHA-256 as 64 hexadecimal digits")
    return bytes.fromhex(text)
