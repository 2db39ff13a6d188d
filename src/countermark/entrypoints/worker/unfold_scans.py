"""Makes rows of recorded scans about twice a second, for the brands that have any."""

import asyncio
from functools import partial
from typing import Final
from uuid import UUID

import structlog

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.repeat import repeat
from countermark.features.scans.unfold_scans import queries, unfold_scans

LOOK_EVERY_S: Final = 0.5
log = structlog.get_logger(__name__)


async def unfold_scans_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set."""
    await repeat(partial(unfold_waiting_scans, services, stopping), LOOK_EVERY_S, stopping, what="unfolding scans")


async def unfold_waiting_scans(services: Services, stopping: asyncio.Event) -> None:
    """One pass over the brands whose bell rang. One whose scans cannot be unfolded does not hold up the others."""
    rang = [(row["brand_id"], row["rung"]) async for row in queries.list_brands_with_scans(services.pool)]
    for brand_id, rung in rang:
        try:
            await _unfold_brand(services, brand_id, rung, stopping)
        except Exception:
            log.exception("scans of a brand cannot be unfolded; trying again", brand_id=str(brand_id))


async def _unfold_brand(services: Services, brand_id: UUID, rung: int, stopping: asyncio.Event) -> None:
    transaction = partial(brand_transaction, services.pool, brand_id, SYSTEM_ACTOR, services.master_key)
    is_more = True
    while is_more:
        if stopping.is_set():
            return
        async with transaction() as tx:
            is_more = bool(await unfold_scans(tx))
    await queries.answer_ring(services.pool, brand_id=brand_id, rung=rung)
