"""The mint job: opens a transaction for each step, and decides about another attempt."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from uuid import UUID

from countermark.db.transaction import Actor, ActorKind, Tx, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.attempt import ended_with, retry_if_due
from countermark.features.minting.run_mint_job import (
    complete_mint_job,
    record_failed_attempt,
    reserve_mint_job,
    start_mint_job,
)
from countermark.jobs.queue import JobPayload

Open = Callable[[], AbstractAsyncContextManager[Tx]]


async def mint(services: Services, payload: JobPayload) -> None:
    """Finishes a mint batch, or records why it could not.

    Raises:
        RetryRequested: the attempt failed and another one is due, also when the database could not even be told.
    """
    mint_job_id = UUID(payload.arguments["mint_job_id"])
    actor = Actor(ActorKind.SYSTEM, payload.user_id)
    transaction = partial(brand_transaction, services.pool, payload.brand_id, actor, services.master_key)
    try:
        async with transaction() as tx:
            if not await reserve_mint_job(tx, mint_job_id):
                return
        async with transaction() as tx:
            await start_mint_job(tx, mint_job_id)
        async with transaction() as tx:
            await complete_mint_job(tx, mint_job_id)
    except Exception as error:
        told = ended_with(error)
        await retry_if_due(error, told, partial(_note_failure, transaction, mint_job_id, told), mint_job_id=mint_job_id)


async def _note_failure(transaction: Open, mint_job_id: UUID, told: str) -> bool:
    async with transaction() as tx:
        return await record_failed_attempt(tx, mint_job_id, told)
