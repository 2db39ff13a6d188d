"""Scans as a resolver would have recorded them, at any time and from anywhere."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.scans.dropped_scans import Drop, note_drop
from countermark.features.scans.record_scans import Chunk, chunk_of, record_scans
from countermark.features.scans.scan_event import Outcome, ScanEvent, TrafficClass
from countermark.features.scans.unfold_scans import unfold_scans

NOON = datetime(2026, 3, 14, 12, 30, tzinfo=UTC)
PRODUCT = uuid4()


def event(brand_id: UUID, at: datetime = NOON, **facts: Any) -> ScanEvent:
    """A person's scan of unit 7 in Germany."""
    made = ScanEvent(
        brand_id=brand_id,
        scanned_at=at,
        product_id=PRODUCT,
        product_batch_id=None,
        mint_batch_id=None,
        lot_id=None,
        unit_number=7,
        path="/01/09506000134352/21/X",
        query="",
        country="DE",
        agent_family="Safari",
        traffic_class=TrafficClass.HUMAN,
        language="de",
        outcome=Outcome.RESOLVED,
        link_type=None,
    )
    return made._replace(**facts)


async def keep(pool: Pool, *chunks: Chunk) -> None:
    """Records chunks and unfolds all that wait."""
    async with brand_transaction(pool, chunks[0].brand_id, SYSTEM_ACTOR, b"") as tx:
        for chunk in chunks:
            await record_scans(tx, chunk)
        while await unfold_scans(tx, most_chunks=1):
            pass


async def scanned(pool: Pool, *events: ScanEvent) -> None:
    """Records scans of one brand and unfolds them."""
    await keep(pool, chunk_of(events))


async def lost(pool: Pool, brand_id: UUID, scans: int, at: datetime = NOON) -> None:
    """Notes scans that no resolver could record."""
    async with brand_transaction(pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        await note_drop(tx, Drop(brand_id, uuid4(), at, scans))
