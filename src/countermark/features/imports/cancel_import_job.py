"""Ends an import that is not done; rows that were imported before stay."""

from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.imports.import_job import OPEN, RUNNING, ImportStatus, key_of, lock_import_job, queries
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class CancelImportJob(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    import_job_id: UUID


class ImportCancelled(Record, frozen=True, kw_only=True):
    """Nothing more is written when this is answered."""

    ok: Literal[True] = True
    import_job_id: UUID
    status: ImportStatus


async def cancel_import_job(tx: Tx, request: CancelImportJob) -> ImportCancelled:
    """The import is ended, at once; a chunk of rows that is being written is waited for. A second time changes nothing.

    Raises:
        InvalidInput: no such import in the brand.
        Conflict: it is completed, or has failed (``IMPORT_STATUS``).
    """
    job = await lock_import_job(tx, request.import_job_id, *OPEN, *RUNNING, ImportStatus.CANCELLED)
    if job["status"] != ImportStatus.CANCELLED:
        key = key_of(tx, request.import_job_id)
        await queries.cancel_job(tx.connection, **key)
        await queries.delete_file_parts(tx.connection, **key)
        told = {"status": ImportStatus.CANCELLED}
        await record(
            tx, Action.IMPORT_CANCELLED, ("import_job", request.import_job_id), old={"status": job["status"]}, new=told
        )
    return ImportCancelled(import_job_id=request.import_job_id, status=ImportStatus.CANCELLED)
