"""Makes the days that scans are kept in ahead of time, and lets those go that are past the brands' retention."""

import asyncio
from functools import partial
from typing import Final

import structlog

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.repeat import repeat
from countermark.features.brands.all_brands import all_brands
from countermark.features.scans.forget_scans import forget_scans
from countermark.features.scans.unfold_scans import queries

TIDY_EVERY_S: Final = 3600.0
log = structlog.get_logger(__name__)


async def tidy_scans_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set."""
    await repeat(partial(tidy_scans, services, stopping), TIDY_EVERY_S, stopping, what="tidying scans")


async def tidy_scans(services: Services, stopping: asyncio.Event) -> int:
    """One pass; how many scans and counts were deleted one by one. Whole days that nobody wants go first, at once."""
    made = await queries.make_scan_days(services.pool)
    dropped = await queries.drop_scan_days(services.pool)
    forgotten = 0
    for brand_id in await all_brands(services.pool):
        transaction = partial(brand_transaction, services.pool, brand_id, SYSTEM_ACTOR, services.master_key)
        is_more = True
        while is_more and not stopping.is_set():
            async with transaction() as tx:
                gone = await forget_scans(tx)
            forgotten += gone
            is_more = gone > 0
    if made or dropped or forgotten:
        log.info("tidied scans", made_days=made, dropped_days=dropped, forgotten=forgotten)
    return forgotten
