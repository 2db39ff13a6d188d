"""The job behind a run over all products' readiness: a transaction for each step."""

from datetime import timedelta
from functools import partial

import structlog
from pgqueuer.errors import RetryRequested

from countermark.db.transaction import Actor, ActorKind, brand_transaction
from countermark.entrypoints.services import Services
from countermark.features.products.run_readiness_run import (
    advance_readiness_run,
    begin_readiness_run,
)
from countermark.jobs.queue import JobPayload

RETRY_AFTER = timedelta(seconds=1)
log = structlog.get_logger(__name__)


async def recheck_readiness(services: Services, payload: JobPayload) -> None:
    """Works through the brand's products. It can always be done again, so it is tried until it succeeds.

    Raises:
        RetryRequested: a step failed; the next attempt goes on where the last step ended.
    """
    actor = Actor(ActorKind.SYSTEM, payload.user_id)
    transaction = partial(brand_transaction, services.pool, payload.brand_id, actor, services.master_key)
    try:
        async with transaction() as tx:
            going_on = await begin_readiness_run(tx)
        while going_on:
            async with transaction() as tx:
                going_on = await advance_readiness_run(tx)
    except Exception as error:
        log.exception("working out readiness anew failed; trying again", brand_id=str(payload.brand_id))
        raise RetryRequested(RETRY_AFTER, type(error).__name__) from error
