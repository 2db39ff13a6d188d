"""Clears away, from time to time, files that are past their time and objects that nothing names."""

import asyncio
from functools import partial
from uuid import UUID

import structlog

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.repeat import repeat
from countermark.features.attachments.tidy_attachments import (
    MOST_AT_ONCE,
    OBJECT_GRACE,
    orphans_among,
    purge_attachments,
)
from countermark.features.brands.all_brands import all_brands
from countermark.kit.clock import now

TIDY_EVERY_S = 6 * 3600.0
log = structlog.get_logger(__name__)


async def tidy_attachments_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set."""
    await repeat(partial(tidy_all_brands, services), TIDY_EVERY_S, stopping, what="tidying files")


async def tidy_all_brands(services: Services) -> tuple[int, int]:
    """One pass; how many files were forgotten, and how many objects were deleted."""
    forgotten = deleted = 0
    for brand_id in await all_brands(services.pool):
        forgotten += await _purge(services, brand_id)
        deleted += await _delete_orphans(services, brand_id)
    if forgotten or deleted:
        log.info("tidied files", forgotten=forgotten, deleted_objects=deleted)
    return forgotten, deleted


async def _purge(services: Services, brand_id: UUID) -> int:
    total = 0
    while True:
        async with brand_transaction(services.pool, brand_id, SYSTEM_ACTOR, services.master_key) as tx:
            purged = await purge_attachments(tx)
        total += purged
        if purged < MOST_AT_ONCE:
            return total


async def _delete_orphans(services: Services, brand_id: UUID) -> int:
    """Only what is old enough: an upload in progress has its object before its row."""
    before = now() - OBJECT_GRACE
    deleted = 0
    page: list[str] = []
    async for found in services.objects.list(str(brand_id)):
        if found.last_modified < before:
            page.append(found.key)
        if len(page) == MOST_AT_ONCE:
            deleted += await _delete_those_among(services, brand_id, page)
            page = []
    return deleted + await _delete_those_among(services, brand_id, page)


async def _delete_those_among(services: Services, brand_id: UUID, keys: list[str]) -> int:
    if not keys:
        return 0
    async with brand_transaction(services.pool, brand_id, SYSTEM_ACTOR, services.master_key) as tx:
        orphans = await orphans_among(tx, keys)
    for key in orphans:
        await services.objects.delete(key)
    return len(orphans)
