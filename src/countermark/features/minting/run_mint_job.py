"""The mint job, in steps that each commit on their own, so that it survives the end of the worker between any two.

QUEUED -> RESERVED (an attempt is counted) -> PROCESSING -> COMPLETED, in which one statement mints the batch. A worker
that is killed leaves RESERVED or PROCESSING behind; the queue hands the job to another one, which begins again. Each
step changes nothing when another worker ended the job meanwhile, so it is finished once however often it is run.
"""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.mint_history import MintEventKind, add_mint_event
from countermark.features.minting.mint_serials import free_serials

MOST_ATTEMPTS = 3
WORKERS_ENDED = "the last attempt was cut short: its worker ended before the job did"


async def reserve_mint_job(tx: Tx, mint_job_id: UUID) -> bool:
    """Counts an attempt. False: nothing is to be done, the job has ended, or has no attempts left and fails now."""
    key = {"brand_id": tx.brand_id, "mint_job_id": mint_job_id}
    if await queries.reserve_mint_job(tx.connection, **key, most_attempts=MOST_ATTEMPTS):
        return True
    await _give_up(tx, mint_job_id, WORKERS_ENDED)
    return False


async def start_mint_job(tx: Tx, mint_job_id: UUID) -> None:
    """Shows that the work has begun."""
    await queries.start_mint_job(tx.connection, brand_id=tx.brand_id, mint_job_id=mint_job_id)


async def complete_mint_job(tx: Tx, mint_job_id: UUID) -> None:
    """Mints the batch and ends the job."""
    row = await queries.complete_mint_job(tx.connection, brand_id=tx.brand_id, mint_job_id=mint_job_id)
    if row is None:
        return
    told = {"status": "minted", "quantity": row["quantity"], "mint_job_id": mint_job_id}
    statuses = ("queued", "minted")
    await add_mint_event(tx, row["mint_batch_id"], MintEventKind.COMPLETED, statuses=statuses, units=row["quantity"])
    await record(tx, Action.MINT_COMPLETED, ("mint_batch", row["mint_batch_id"]), old={"status": "queued"}, new=told)
    await notify_resolvers(tx)


async def record_failed_attempt(tx: Tx, mint_job_id: UUID, error: str) -> bool:
    """Puts the job back for another attempt; false when that was the last one, and the mint has failed."""
    key = {"brand_id": tx.brand_id, "mint_job_id": mint_job_id}
    if await queries.requeue_mint_job(tx.connection, **key, most_attempts=MOST_ATTEMPTS, error=error):
        return True
    await _give_up(tx, mint_job_id, error)
    return False


async def _give_up(tx: Tx, mint_job_id: UUID, error: str) -> None:
    """Fails the mint unless it has ended: quantity, lot codes and own serials go back, unit numbers stay used up."""
    row = await queries.fail_mint_job(tx.connection, brand_id=tx.brand_id, mint_job_id=mint_job_id, error=error)
    if row is None:
        return
    await queries.delete_lots(tx.connection, brand_id=tx.brand_id, mint_batch_id=row["mint_batch_id"])
    if not row["is_sandbox"]:
        batch = {"brand_id": tx.brand_id, "product_batch_id": row["product_batch_id"]}
        await queries.count_as_minted(tx.connection, **batch, quantity=-row["quantity"])
    if row["serial_list_id"] is not None:
        await free_serials(tx, row["serial_list_id"])
    statuses = ("queued", "failed")
    await add_mint_event(tx, row["mint_batch_id"], MintEventKind.FAILED, statuses=statuses, reason=row["error"])
    told = {"status": "failed", "error": row["error"], "mint_job_id": mint_job_id}
    await record(tx, Action.MINT_FAILED, ("mint_batch", row["mint_batch_id"]), old={"status": "queued"}, new=told)
    await notify_resolvers(tx)
