"""Sums up every brand's first scans from time to time."""

import asyncio

import structlog

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import Services
from countermark.features.minting.sum_activations import sum_activations

SUM_EVERY_S = 600.0
log = structlog.get_logger(__name__)


async def sum_activations_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set; a failing pass is logged and made up for by the next."""
    while not stopping.is_set():
        try:
            await asyncio.wait_for(stopping.wait(), SUM_EVERY_S)
        except TimeoutError:
            await _sum_all_brands(services)


async def _sum_all_brands(services: Services) -> None:
    try:
        for record in await services.pool.fetch("SELECT DISTINCT brand_id FROM host_names"):
            async with brand_transaction(services.pool, record["brand_id"], SYSTEM_ACTOR, services.master_key) as tx:
                await sum_activations(tx)
    except Exception:
        log.exception("summing up first scans failed; trying again later")
