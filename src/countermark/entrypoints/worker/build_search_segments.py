"""The job behind searching: puts products that wait into segments, each in a transaction of its own."""

from functools import partial

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import Services
from countermark.features.products.build_search_segment import build_search_segment, renew_worn_segments
from countermark.jobs.queue import JobPayload


async def build_search_segments(services: Services, payload: JobPayload) -> None:
    """Builds until too few wait. Begun twice, or cut short, it leaves nothing half done and nothing undone."""
    transaction = partial(brand_transaction, services.pool, payload.brand_id, SYSTEM_ACTOR, services.master_key)
    for step in (build_search_segment, renew_worn_segments):
        is_more = True
        while is_more:
            async with transaction() as tx:
                is_more = bool(await step(tx))
