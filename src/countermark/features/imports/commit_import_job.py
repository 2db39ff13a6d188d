"""Puts the checked rows of an import into the catalogue, by a worker."""

from typing import Any, Literal
from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import Permission
from countermark.features.imports.import_job import (
    ImportCounts,
    ImportStatus,
    counts_from,
    key_of,
    lock_import_job,
    queries,
)
from countermark.features.imports.mapping import IDENTIFIERS, ColumnMapping
from countermark.features.imports.same_file import SameFile, find_same_file
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import Conflict, Forbidden, InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

COMMITTABLE = (
    ImportStatus.VALIDATED,
    ImportStatus.COMMITTING,
    ImportStatus.COMPLETED,
    ImportStatus.FAILED,
)


class CommitImportJob(BrandRequest, frozen=True, kw_only=True):
    """On an import that has ended it takes up again the rows that were not written, and no other."""

    import_job_id: UUID
    allow_same_file: bool = False


class CommitQueued(Record, frozen=True, kw_only=True):
    """A worker writes the rows; ``get_import_job`` tells how far it is. ``counts`` say what is expected."""

    ok: Literal[True] = True
    import_job_id: UUID
    status: ImportStatus
    counts: ImportCounts


async def commit_import_job(tx: Tx, request: CommitImportJob) -> CommitQueued | SameFile:
    """Queues the commit. Rows with errors and excluded rows stay out.

    Raises:
        InvalidInput: nothing can be imported (``NOTHING_TO_IMPORT``).
        Conflict: the rows were not checked, or the import was cancelled (``IMPORT_STATUS``).
        Forbidden: the role may not write products, or identifiers when a column has them.
    """
    job = await lock_import_job(tx, request.import_job_id, *COMMITTABLE)
    _check_permissions(tx, msgspec.convert(job["mapping"], list[ColumnMapping]))
    key = key_of(tx, request.import_job_id)
    sums = await queries.get_import_job(tx.connection, **key)
    counts = counts_from(sums)
    if job["status"] != ImportStatus.COMMITTING:
        _check_work(job["status"], sums, counts)
        if not request.allow_same_file and job["committed_at"] is None:
            same = await find_same_file(tx, job["sha256"], request.import_job_id)
            if same:
                return same
        run_number = await queries.start_run(tx.connection, **key, status=ImportStatus.COMMITTING)
        await enqueue(tx, JobName.COMMIT_IMPORT, import_job_id=request.import_job_id, run_number=run_number)
    told = {"status": ImportStatus.COMMITTING, "counts": counts}
    await record(tx, Action.IMPORT_COMMITTED, ("import_job", request.import_job_id), new=told)
    return CommitQueued(import_job_id=request.import_job_id, status=ImportStatus.COMMITTING, counts=counts)


def _check_permissions(tx: Tx, mapping: list[ColumnMapping]) -> None:
    needed = [Permission.PRODUCTS_WRITE]
    if any(line.target in IDENTIFIERS for line in mapping):
        needed.append(Permission.IDENTIFIERS_WRITE)
    for permission in needed:
        if permission not in tx.actor.permissions:
            raise Forbidden(f"your role in this brand lacks the permission {permission}")


def _check_work(status: str, sums: Any, counts: ImportCounts) -> None:
    importable = counts.will_insert + counts.will_update + counts.will_skip
    done = counts.inserted + counts.updated + counts.skipped
    if sums["run_number"] == 0 or sums["total_rows"] == 0:
        raise Conflict(
            "_import_job_id", "its rows were not checked", code="IMPORT_STATUS", hint="call validate_import_job"
        )
    if status == ImportStatus.VALIDATED and not importable:
        raise InvalidInput(
            "_import_job_id", "no row can be imported", code="NOTHING_TO_IMPORT", hint="see list_import_rows"
        )
    if status != ImportStatus.VALIDATED and done + counts.excluded >= sums["total_rows"]:
        raise InvalidInput("_import_job_id", "every row is imported already", code="NOTHING_TO_IMPORT")
