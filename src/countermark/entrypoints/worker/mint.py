"""The mint job: opens a transaction for each step, and decides about another attempt."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog
from pgqueuer.errors import RetryRequested

from countermark.db.transaction import Actor, ActorKind, Tx, brand_transaction
from countermark.entrypoints.services import Services
from countermark.features.minting.run_mint_job import (
    complete_mint_job,
    record_failed_attempt,
    reserve_mint_job,
    start_mint_job,
)
from countermark.jobs.queue import JobPayload

RETRY_AFTER = timedelta(seconds=1)
Open = Callable[[], AbstractAsyncContextManager[Tx]]
log = structlog.get_logger(__name__)


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
        log.exception("an attempt to mint failed", mint_job_id=str(mint_job_id))
        told = f"the attempt ended with {type(error).__name__}; the worker's log says more"
        if await _is_another_due(transaction, mint_job_id, told):
            raise RetryRequested(RETRY_AFTER, told) from error


async def _is_another_due(transaction: Open, mint_job_id: UUID, told: str) -> bool:
    try:
        async with transaction() as tx:
            return await record_failed_attempt(tx, mint_job_id, told)
    except Exception:
        log.exception("a failed attempt could not be recorded", mint_job_id=str(mint_job_id))
        return True
