"""Attempts of a run: counted before the work, so that a job which ends its workers is given up."""

from typing import Final
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.imports.import_context import ImportContext, import_context
from countermark.features.imports.import_job import ImportStatus, key_of, queries

MOST_ATTEMPTS: Final = 3
WORKERS_ENDED: Final = "the last attempt was cut short: its worker ended before the job did"


async def begin_attempt(tx: Tx, import_job_id: UUID, run_number: int, status: ImportStatus) -> ImportContext | None:
    """Counts an attempt; ``None`` when nothing is to be done: the run is over, or fails now, out of attempts."""
    key = key_of(tx, import_job_id) | {"run_number": run_number, "status": status}
    job = await queries.count_attempt(tx.connection, **key, most_attempts=MOST_ATTEMPTS)
    if job is None:
        await fail_run(tx, import_job_id, run_number, status, WORKERS_ENDED)
        return None
    return await import_context(tx, job)


async def is_another_due(tx: Tx, import_job_id: UUID, run_number: int, status: ImportStatus, error: str) -> bool:
    """Whether the run may be tried again; if it was the last attempt, the run has failed."""
    key = key_of(tx, import_job_id) | {"run_number": run_number, "status": status}
    due = await queries.has_attempts(tx.connection, **key, most_attempts=MOST_ATTEMPTS)
    if due is False:
        await fail_run(tx, import_job_id, run_number, status, error)
    return bool(due)


async def fail_run(tx: Tx, import_job_id: UUID, run_number: int, status: ImportStatus, error: str) -> None:
    """Ends the run with what was wrong, unless it has ended: a check can be begun anew, and of a commit the rows that
    were imported stay."""
    new_status = ImportStatus.UPLOADED if status is ImportStatus.VALIDATING else ImportStatus.FAILED
    ended = await queries.end_run(
        tx.connection,
        **key_of(tx, import_job_id),
        run_number=run_number,
        status=status,
        new_status=new_status,
        error=error,
    )
    if ended:
        told = {"status": new_status, "error": error}
        await record(tx, Action.IMPORT_FAILED, ("import_job", import_job_id), old={"status": status}, new=told)
