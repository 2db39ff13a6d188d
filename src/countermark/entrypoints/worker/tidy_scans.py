"""Makes the days that scans are kept in ahead of time, and lets those go that are past the brands' retention."""

import asyncio
from functools import partial
from typing import Final

import structlog

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import Services
from countermark.features.scans.forget_scans import forget_scans
from countermark.features.scans.unfold_scans import queries

TIDY_EVERY_S: Final = 3600.0
log = structlog.get_logger(__name__)


async def tidy_scans_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set; a failing pass is logged and tried again with the next."""
    while not stopping.is_set():
        try:
            await tidy_scans(services, stopping)
        except Exception:
            log.exception("tidying scans failed; trying again later")
        try:
            await asyncio.wait_for(stopping.wait(), TIDY_EVERY_S)
        except TimeoutError:
            continue


async def tidy_scans(services: Services, stopping: asyncio.Event) -> int:
    """One pass; how many scans and counts were deleted one by one. Whole days that nobody wants go first, at once."""
    made = await queries.make_scan_days(services.pool)
    dropped = await queries.drop_scan_days(services.pool)
    forgotten = 0
    for record in await services.pool.fetch("SELECT DISTINCT brand_id FROM host_names"):
        transaction = partial(brand_transaction, services.pool, record["brand_id"], SYSTEM_ACTOR, services.master_key)
        is_more = True
        while is_more and not stopping.is_set():
            async with transaction() as tx:
                gone = await forget_scans(tx)
            forgotten += gone
            is_more = gone > 0
    if made or dropped or forgotten:
        log.info("tidied scans", made_days=made, dropped_days=dropped, forgotten=forgotten)
    return forgotten
