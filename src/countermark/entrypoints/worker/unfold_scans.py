"""Makes rows of recorded scans about twice a second, for the brands that have any."""

import asyncio
from functools import partial
from typing import Final

import structlog

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import Services
from countermark.features.scans.unfold_scans import queries, unfold_scans

LOOK_EVERY_S: Final = 0.5
log = structlog.get_logger(__name__)


async def unfold_scans_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set; a failing pass is logged and tried again with the next."""
    while not stopping.is_set():
        try:
            await unfold_waiting_scans(services, stopping)
        except Exception:
            log.exception("scans cannot be unfolded; trying again")
        try:
            await asyncio.wait_for(stopping.wait(), LOOK_EVERY_S)
        except TimeoutError:
            continue


async def unfold_waiting_scans(services: Services, stopping: asyncio.Event) -> None:
    """One pass over the brands whose bell rang."""
    rang = [(row["brand_id"], row["rung"]) async for row in queries.list_brands_with_scans(services.pool)]
    for brand_id, rung in rang:
        transaction = partial(brand_transaction, services.pool, brand_id, SYSTEM_ACTOR, services.master_key)
        is_more = True
        while is_more and not stopping.is_set():
            async with transaction() as tx:
                is_more = bool(await unfold_scans(tx))
        if not is_more:
            await queries.answer_ring(services.pool, brand_id=brand_id, rung=rung)
