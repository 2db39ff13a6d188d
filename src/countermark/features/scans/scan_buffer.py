"""Holds scans in memory for at most half a second and writes them in chunks, so that no answer waits for the log.

Back-pressure: an answer is never delayed and never refused for the sake of its record. While the database is away the
buffer keeps ``MOST_WAITING`` scans (about 100 MB); those after are counted and dropped, and the log says how many.
A stop writes everything that waits; only a killed process loses scans, those of the last ``flush_s`` seconds.
"""

import asyncio
from collections import defaultdict, deque
from contextlib import suppress
from typing import Final
from uuid import UUID

import structlog

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.scans.record_scans import Chunk, chunk_of, record_scans
from countermark.features.scans.scan_event import ScanEvent

MOST_WAITING: Final = 200_000
# Encoding a chunk holds the event loop, and so every scan that comes meanwhile, for about a millisecond.
CHUNK: Final = 1_000
RETRY_AFTER_S: Final = 1.0
STOP_WITHIN_S: Final = 10.0
log = structlog.get_logger(__name__)


class ScanBuffer:
    """Takes scans at once and writes them every ``flush_s`` seconds. One for each process; not for threads."""

    def __init__(self, pool: Pool, master_key: bytes, flush_s: float, *, most_waiting: int = MOST_WAITING) -> None:
        self._pool = pool
        self._master_key = master_key
        self._flush_s = flush_s
        self._most_waiting = most_waiting
        self._fresh: list[ScanEvent] = []
        self._chunks: deque[list[ScanEvent]] = deque()
        self._in_hand: Chunk | None = None
        self._stopping = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None
        self.waiting = 0
        self.dropped = 0

    def add(self, event: ScanEvent) -> None:
        """Takes one scan; never waits."""
        if self.waiting < self._most_waiting:
            self._fresh.append(event)
            self.waiting += 1
        else:
            self.dropped += 1

    def start(self) -> None:
        """Begins to write."""
        self._writer = asyncio.create_task(self._write_forever())

    async def stop(self) -> None:
        """Writes what waits, for at most ``STOP_WITHIN_S`` seconds, and ends."""
        self._stopping.set()
        if self._writer is None:
            return
        try:
            await asyncio.wait_for(self._writer, STOP_WITHIN_S)
        except TimeoutError:
            log.error("scans were lost: the database did not take them before the end", scans=self.waiting)

    async def _write_forever(self) -> None:
        while not self._stopping.is_set():
            written = await self._write_waiting()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self._flush_s if written else RETRY_AFTER_S)
        while self.waiting:
            if not await self._write_waiting():
                await asyncio.sleep(RETRY_AFTER_S)

    async def _write_waiting(self) -> bool:
        """Writes all that waits; ``False`` when the database is away and the rest still waits."""
        self._cut_chunks()
        while self._in_hand or self._chunks:
            # A chunk keeps its id over all attempts: one whose commit got no answer is not written twice.
            chunk = self._in_hand = self._in_hand or chunk_of(self._chunks.popleft())
            try:
                async with brand_transaction(self._pool, chunk.brand_id, SYSTEM_ACTOR, self._master_key) as tx:
                    await record_scans(tx, chunk)
            except Exception:
                log.exception("scans cannot be written; trying again", waiting=self.waiting, dropped=self.dropped)
                return False
            self.waiting -= chunk.scan_count
            self._in_hand = None
        return True

    def _cut_chunks(self) -> None:
        """Cuts the fresh scans into chunks of one brand each."""
        by_brand: defaultdict[UUID, list[ScanEvent]] = defaultdict(list)
        fresh, self._fresh = self._fresh, []
        for event in fresh:
            by_brand[event.brand_id].append(event)
        for events in by_brand.values():
            self._chunks.extend(events[start : start + CHUNK] for start in range(0, len(events), CHUNK))
