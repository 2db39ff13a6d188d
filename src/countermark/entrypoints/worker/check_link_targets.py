"""Looks at the targets of links: when asked, and from time to time. What one look found is one transaction."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.repeat import repeat
from countermark.features.brands.all_brands import all_brands
from countermark.features.links.target_checks import due_targets, keep_look
from countermark.jobs.queue import JobPayload
from countermark.outbound import is_public, look_at
from countermark.outbound.addresses import Address

CHECK_EVERY_S: Final = 60.0
HOSTS_AT_ONCE: Final = 8


async def check_link_targets(services: Services, payload: JobPayload) -> None:
    """Looks at every target of a brand that is due. Begun twice, or cut short, it leaves nothing half done."""
    await check_brand(services, payload.brand_id)


async def check_links_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set, if targets are to be looked at at all."""
    if services.settings.check_links:
        # A look that is cut short is simply due again: nobody has to wait for slow servers at the end.
        work = partial(_unless_stopping, partial(_check_all_brands, services), stopping)
        await repeat(work, CHECK_EVERY_S, stopping, what="looking at the targets of links")


async def _unless_stopping(work: Callable[[], Coroutine[Any, Any, None]], stopping: asyncio.Event) -> None:
    working, stopped = asyncio.create_task(work()), asyncio.create_task(stopping.wait())
    await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
    for task in (working, stopped):
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _check_all_brands(services: Services) -> None:
    for brand_id in await all_brands(services.pool):
        await check_brand(services, brand_id)


async def check_brand(services: Services, brand_id: UUID) -> None:
    """Some targets after the other until none is due; of one host never two at a time."""
    transaction = partial(brand_transaction, services.pool, brand_id, SYSTEM_ACTOR, services.master_key)
    looking = asyncio.Semaphore(HOSTS_AT_ONCE)

    async def look_at_host(urls: list[str]) -> None:
        async with looking:
            for url in urls:
                look = await look_at(url, may_reach=_anything if services.settings.check_private_links else is_public)
                async with transaction() as tx:
                    await keep_look(tx, url, look)

    while services.settings.check_links:
        async with transaction() as tx:
            due = await due_targets(tx)
        if not due:
            return
        by_host: defaultdict[str, list[str]] = defaultdict(list)
        for url in due:
            by_host[urlsplit(url).netloc].append(url)
        await asyncio.gather(*(look_at_host(urls) for urls in by_host.values()))


def _anything(address: Address) -> bool:
    return True
