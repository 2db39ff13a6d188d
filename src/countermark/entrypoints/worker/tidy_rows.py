"""Clears away, from time to time, rows that are past their time: of imports that ended, idempotency keys,
events and mails."""

import asyncio
from functools import partial

import structlog

from countermark.db.idempotency import forget_old_keys
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.repeat import repeat
from countermark.features.brands.all_brands import all_brands
from countermark.features.imports.tidy_imports import tidy_imports
from countermark.mails.send_mails import forget_old_mails
from countermark.outbox import forget_old_events

TIDY_EVERY_S = 6 * 3600.0
log = structlog.get_logger(__name__)


async def tidy_rows_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set."""
    await repeat(partial(tidy_rows, services), TIDY_EVERY_S, stopping, what="tidying rows")


async def tidy_rows(services: Services) -> tuple[int, int]:
    """One pass over all brands; of how many imports the rows were forgotten, and how many keys."""
    imports = keys = 0
    await forget_old_mails(services.pool)
    for brand_id in await all_brands(services.pool):
        door = (services.pool, brand_id, SYSTEM_ACTOR, services.master_key)
        async with brand_transaction(*door) as tx:
            keys += await forget_old_keys(tx)
            await forget_old_events(tx)
        tidied = 1
        while tidied:
            async with brand_transaction(*door) as tx:
                tidied = await tidy_imports(tx)
            imports += tidied
    if imports or keys:
        log.info("tidied rows", imports=imports, idempotency_keys=keys)
    return imports, keys
