"""The bulk update job: a transaction for each portion of items found and each chunk done.

Where a chunk would not go through, it goes item by item.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog
from pgqueuer.errors import RetryRequested

from countermark.db.transaction import Actor, ActorKind, Tx, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.attempt import ended_with
from countermark.features.bulk_updates.collect_items import collect_portion
from countermark.features.bulk_updates.run_bulk_update_job import (
    JobEnded,
    begin_job,
    complete_job,
    note_failed_attempt,
    pending_products,
    run_chunk,
    take_attempt,
)
from countermark.jobs.queue import JobPayload

RETRY_AFTER = timedelta(seconds=1)
PAUSES_S = (0.0, 0.2, 0.6, 0.0)  # before each attempt, and before seeing that there is none left
Open = Callable[[], AbstractAsyncContextManager[Tx]]
log = structlog.get_logger(__name__)


async def bulk_update(services: Services, payload: JobPayload) -> None:
    """Does what is left of a job. Audit rows of its changes carry its id as their request id.

    Raises:
        RetryRequested: the database could not be worked with; the queue hands the job out again.
    """
    job_id = UUID(payload.arguments["bulk_update_job_id"])
    actor = Actor(ActorKind.SYSTEM, payload.user_id)
    transaction = partial(brand_transaction, services.pool, payload.brand_id, actor, services.master_key, job_id)
    try:
        async with transaction() as tx:
            starts = await begin_job(tx, job_id)
        if starts is not None:
            await _collect(transaction, job_id)
            await _work(transaction, job_id, carefully=starts > 1)
    except JobEnded:
        return
    except Exception as error:
        log.exception("a bulk update was interrupted", bulk_update_job_id=str(job_id))
        raise RetryRequested(RETRY_AFTER, f"interrupted by {type(error).__name__}") from error


async def _collect(transaction: Open, job_id: UUID) -> None:
    is_more = True
    while is_more:
        async with transaction() as tx:
            is_more = await collect_portion(tx, job_id)


async def _work(transaction: Open, job_id: UUID, *, carefully: bool) -> None:
    """Chunk after chunk; one that ended its worker before, or fails, is done carefully."""
    if carefully:
        await _do_one_by_one(transaction, job_id)
    done = 1
    while done:
        try:
            async with transaction() as tx:
                done = await run_chunk(tx, job_id)
        except JobEnded:
            raise
        except Exception:
            log.exception("a chunk of a bulk update failed; going item by item", bulk_update_job_id=str(job_id))
            await _do_one_by_one(transaction, job_id)
    async with transaction() as tx:
        await complete_job(tx, job_id)


async def _do_one_by_one(transaction: Open, job_id: UUID) -> None:
    async with transaction() as tx:
        product_ids = await pending_products(tx, job_id)
    for product_id in product_ids:
        for pause_s in PAUSES_S:
            await asyncio.sleep(pause_s)
            if not await _is_another_due(transaction, job_id, product_id):
                break


async def _is_another_due(transaction: Open, job_id: UUID, product_id: UUID) -> bool:
    """Makes an attempt at one item; whether it has to be looked at again."""
    async with transaction() as tx:
        if not await take_attempt(tx, job_id, product_id):
            return False
    try:
        async with transaction() as tx:
            await run_chunk(tx, job_id, product_id)
    except JobEnded:
        raise
    except Exception as error:
        log.exception("an attempt at an item failed", bulk_update_job_id=str(job_id), product_id=str(product_id))
        told = ended_with(error)
        async with transaction() as tx:
            await note_failed_attempt(tx, job_id, product_id, told)
        return True
    return False
