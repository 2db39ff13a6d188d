"""Sums up every brand's first scans from time to time."""

import asyncio
from functools import partial
from typing import Final

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.repeat import repeat
from countermark.features.brands.all_brands import all_brands
from countermark.features.minting.sum_activations import sum_activations

SUM_EVERY_S: Final = 600.0


async def sum_activations_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set."""
    await repeat(partial(_sum_all_brands, services), SUM_EVERY_S, stopping, what="summing up first scans")


async def _sum_all_brands(services: Services) -> None:
    for brand_id in await all_brands(services.pool):
        async with brand_transaction(services.pool, brand_id, SYSTEM_ACTOR, services.master_key) as tx:
            await sum_activations(tx)
