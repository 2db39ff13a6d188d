"""Has every row of an import checked, by a worker; nothing of the catalogue is changed."""

from typing import Literal
from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.imports.import_job import ImportStatus, key_of, lock_import_job, queries
from countermark.features.imports.mapping import ColumnMapping, needs_identifier
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class ValidateImportJob(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    import_job_id: UUID


class ValidationQueued(Record, frozen=True, kw_only=True):
    """A worker goes through the rows; ``get_import_job`` tells how far it is."""

    ok: Literal[True] = True
    import_job_id: UUID
    status: ImportStatus


async def validate_import_job(tx: Tx, request: ValidateImportJob) -> ValidationQueued:
    """Queues the check. It can be done again, after any change.

    Raises:
        InvalidInput: no column tells rows apart (``IMPORT_NEEDS_IDENTIFIER``).
        Conflict: there is no file yet, or the import is at work or has ended (``IMPORT_STATUS``).
    """
    allowed = (ImportStatus.UPLOADED, ImportStatus.VALIDATED, ImportStatus.VALIDATING)
    job = await lock_import_job(tx, request.import_job_id, *allowed)
    lack = needs_identifier(msgspec.convert(job["mapping"], list[ColumnMapping]))
    if lack:
        raise InvalidInput("_import_job_id", lack, code="IMPORT_NEEDS_IDENTIFIER", hint="call set_import_mapping")
    if job["status"] != ImportStatus.VALIDATING:
        await start_validation(tx, request.import_job_id)
    told = {"status": ImportStatus.VALIDATING}
    await record(tx, Action.IMPORT_VALIDATED, ("import_job", request.import_job_id), new=told)
    return ValidationQueued(import_job_id=request.import_job_id, status=ImportStatus.VALIDATING)


async def start_validation(tx: Tx, import_job_id: UUID) -> None:
    """Begins a run of checking; the caller holds the import's row."""
    run_number = await queries.start_run(tx.connection, **key_of(tx, import_job_id), status=ImportStatus.VALIDATING)
    await enqueue(tx, JobName.VALIDATE_IMPORT, import_job_id=import_job_id, run_number=run_number)
