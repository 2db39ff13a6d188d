"""The bulk update job, in chunks that each commit on their own, so that it survives the end of a worker at any time.

An item is done in the transaction that says so: none is done twice, and none is lost. The items of a chunk are held by
their worker alone, so any number of workers may share a job. The job's row is touched last in a chunk: whoever cancels
waits for nobody, and the chunk that finds the job cancelled is taken back.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.bulk_updates.bulk_update_job import queries
from countermark.features.products.change_products import change_products, count_of
from countermark.features.products.product_change import (
    BulkPatch,
    ChangeStatus,
    Outcome,
    Wish,
    read_patch,
    refusal,
)
from countermark.kit.errors import InvalidInput

CHUNK = 500
MOST_ATTEMPTS = 3
MOST_STARTS = 10
WORKERS_ENDED = "each attempt was cut short: its worker ended before it did"
GAVE_UP = "workers took it up again and again, and none came forward"


class JobEnded(Exception):
    """The job was cancelled meanwhile; nothing of the chunk may stay."""


async def begin_job(tx: Tx, job_id: UUID) -> int | None:
    """How often the job was taken up since a chunk of it was done, this time included; ``None``: it has ended."""
    key = {"brand_id": tx.brand_id, "job_id": job_id}
    starts: int | None = await queries.begin_job(tx.connection, **key)
    if starts is None or starts <= MOST_STARTS:
        return starts
    if await queries.fail_job(tx.connection, **key, error=GAVE_UP):
        told = {"status": "failed", "error": GAVE_UP}
        await record(tx, Action.BULK_UPDATE_FAILED, ("bulk_update_job", job_id), new=told)
    return None


async def run_chunk(tx: Tx, job_id: UUID, product_id: UUID | None = None) -> int:
    """Does the next items, or that of one product; returns how many it did.

    Raises:
        JobEnded: it was cancelled meanwhile. The transaction must be rolled back.
    """
    found = queries.take_chunk(
        tx.connection,
        brand_id=tx.brand_id,
        job_id=job_id,
        product_id=product_id,
        most=CHUNK,
    )
    rows = [row async for row in found]
    if rows:
        await _store(tx, job_id, await _outcomes(tx, rows))
    return len(rows)


async def _outcomes(tx: Tx, rows: Sequence[Mapping[str, Any]]) -> list[Outcome]:
    read = list(_read(rows))
    wishes = [wish for wish in read if isinstance(wish, Wish)]
    outcomes = iter(await change_products(tx, wishes, Action.BULK_UPDATE_APPLIED))
    return [next(outcomes) if isinstance(wish, Wish) else wish for wish in read]


def _read(rows: Sequence[Mapping[str, Any]]) -> Iterator[Wish | Outcome]:
    for row in rows:
        try:
            yield Wish(
                row["product_id"],
                read_patch("patch", row["patch"]),
                _expected(row["expected"]),
                row["unchanged_since"],
            )
        except InvalidInput as error:
            yield refusal(row["product_id"], error)


def _expected(value: Any) -> BulkPatch | None:
    return None if value is None else read_patch("expected", value)


async def _store(tx: Tx, job_id: UUID, outcomes: Sequence[Outcome]) -> None:
    rows = [
        {
            "product_id": outcome.product_id,
            "status": outcome.status,
            "error_code": outcome.error_code,
            "error_message": outcome.error_message,
            "warnings": outcome.warnings,
            "old": outcome.old or None,
            "new": outcome.new or None,
        }
        for outcome in outcomes
    ]
    key = {"brand_id": tx.brand_id, "job_id": job_id}
    await queries.store_outcomes(tx.connection, **key, rows=rows)
    updated, conflicts = count_of(outcomes, ChangeStatus.UPDATED), count_of(outcomes, ChangeStatus.CONFLICT)
    counts = {
        "success": updated + count_of(outcomes, ChangeStatus.UNCHANGED),
        "errors": conflicts + count_of(outcomes, ChangeStatus.ERROR),
        "updated": updated,
        "conflicts": conflicts,
        "warnings": sum(bool(outcome.warnings) for outcome in outcomes),
    }
    if not await queries.count_outcomes(tx.connection, **key, **counts):
        raise JobEnded


async def pending_products(tx: Tx, job_id: UUID) -> list[UUID]:
    """The products of the next items, for doing them one by one."""
    found = queries.list_pending_ids(tx.connection, brand_id=tx.brand_id, job_id=job_id, most=CHUNK)
    return [row["product_id"] async for row in found]


async def take_attempt(tx: Tx, job_id: UUID, product_id: UUID) -> bool:
    """Counts an attempt before it is made, so that one which ends the worker counts too.

    False: the item is done, or has no attempts left and is in error now.
    """
    key = {"brand_id": tx.brand_id, "job_id": job_id}
    limits = {"product_id": product_id, "most_attempts": MOST_ATTEMPTS}
    if await queries.take_attempt(tx.connection, **key, **limits):
        return True
    if await queries.give_up_item(tx.connection, **key, **limits, error=WORKERS_ENDED):
        counts = {"success": 0, "errors": 1, "updated": 0, "conflicts": 0, "warnings": 0}
        if not await queries.count_outcomes(tx.connection, **key, **counts):
            raise JobEnded
    return False


async def note_failed_attempt(tx: Tx, job_id: UUID, product_id: UUID, error: str) -> None:
    """Keeps why an attempt failed."""
    await queries.note_failed_attempt(
        tx.connection, brand_id=tx.brand_id, job_id=job_id, product_id=product_id, error=error
    )


async def complete_job(tx: Tx, job_id: UUID) -> None:
    """Ends the job if nothing is left of it."""
    row = await queries.complete_job(tx.connection, brand_id=tx.brand_id, job_id=job_id)
    if row is not None:
        told = {"status": "completed", **dict(row)}
        await record(tx, Action.BULK_UPDATE_COMPLETED, ("bulk_update_job", job_id), new=told)
