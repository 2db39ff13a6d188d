"""Holds scans in memory for at most half a second and writes them in chunks, so that no answer waits for the log.

Back-pressure: an answer is never delayed and never refused for the sake of its record. While the database is away the
buffer keeps ``MOST_WAITING`` scans (about 100 MB); those after are dropped and counted. The log says when that begins
and ends, ``/readyz`` how many there are, and each brand is told its own count once the database is back.
A stop writes everything that waits; only a killed process loses scans, those of the last ``flush_s`` seconds.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from typing import Final, Generic, NamedTuple, TypeVar
from uuid import UUID

import structlog

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.scans.dropped_scans import Drop, DroppedScans, note_drop
from countermark.features.scans.record_scans import Chunk, chunk_of_lines, record_scans
from countermark.features.scans.scan_event import ScanEvent
from countermark.features.scans.scan_line import line_of

MOST_WAITING: Final = 200_000
CHUNK: Final = 1_000
# Making events of so many holds the event loop, and so every scan that comes meanwhile, for about a millisecond.
AT_ONCE: Final = 250
RETRY_AFTER_S: Final = 1.0
STOP_WITHIN_S: Final = 10.0
Seen = TypeVar("Seen")
log = structlog.get_logger(__name__)


class ScanCounts(NamedTuple):
    """Scans that wait to be written, and scans that were dropped since the process began."""

    waiting: int
    dropped: int


class ScanBuffer(Generic[Seen]):
    """Takes scans at once and writes them every ``flush_s`` seconds. One for each process; not for threads.

    ``event_of`` makes of what was seen what is recorded: later, and for many in a row, which costs half of what it
    would between two scans. ``brand_of`` is asked only for those that are dropped.
    """

    def __init__(
        self,
        pool: Pool,
        master_key: bytes,
        event_of: Callable[[Seen], ScanEvent],
        brand_of: Callable[[Seen], UUID],
        flush_s: float,
        *,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._pool = pool
        self._master_key = master_key
        self._event_of = event_of
        self._brand_of = brand_of
        self._flush_s = flush_s
        self._most_waiting = most_waiting
        self._fresh: list[Seen] = []
        self._chunks: deque[Chunk] = deque()
        self._dropping = DroppedScans()
        self._drops: deque[Drop] = deque()
        self._stopping = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None
        self.waiting = 0
        self.dropped = 0

    def add(self, seen: Seen) -> None:
        """Takes one scan; never waits."""
        if self.waiting < self._most_waiting:
            self._fresh.append(seen)
            self.waiting += 1
        else:
            self._drop(seen)

    def _drop(self, seen: Seen) -> None:
        self.dropped += 1
        if self._dropping.add(self._brand_of(seen)):
            log.warning(
                "scans are being dropped: too many wait for the database", waiting=self.waiting, dropped=self.dropped
            )

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
            log.error(
                "scans were lost: the database did not take them before the end",
                waiting=self.waiting,
                dropped=self.dropped,
            )

    async def _write_forever(self) -> None:
        while not self._stopping.is_set():
            written = await self._write_waiting()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), self._flush_s if written else RETRY_AFTER_S)
        while self.waiting or self._dropping or self._drops:
            if not await self._write_waiting():
                await asyncio.sleep(RETRY_AFTER_S)

    async def _write_waiting(self) -> bool:
        """Writes all that waits; ``False`` when the database is away and the rest still waits."""
        await self._cut_chunks()
        try:
            await self._write_chunks()
            await self._note_drops()
        except Exception:
            log.exception("scans cannot be written; trying again", waiting=self.waiting, dropped=self.dropped)
            return False
        return True

    async def _write_chunks(self) -> None:
        while self._chunks:
            # A chunk keeps its id over all attempts: one whose commit got no answer is not written twice.
            chunk = self._chunks[0]
            async with brand_transaction(self._pool, chunk.brand_id, SYSTEM_ACTOR, self._master_key) as tx:
                await record_scans(tx, chunk)
            self.waiting -= chunk.scan_count
            self._chunks.popleft()

    async def _note_drops(self) -> None:
        """Tells the brands what was dropped. Called when the rest is written, so an outage is one row of each brand."""
        if self._dropping:
            drops = list(self._dropping.take())
            log.warning("scans are no longer dropped", dropped=sum(drop.scans for drop in drops))
            self._drops.extend(drops)
        while self._drops:
            drop = self._drops[0]
            async with brand_transaction(self._pool, drop.brand_id, SYSTEM_ACTOR, self._master_key) as tx:
                await note_drop(tx, drop)
            self._drops.popleft()

    async def _cut_chunks(self) -> None:
        """Makes chunks of one brand each of the fresh scans."""
        fresh, self._fresh = self._fresh, []
        by_brand: defaultdict[UUID, list[str]] = defaultdict(list)
        for start in range(0, len(fresh), AT_ONCE):
            for seen in fresh[start : start + AT_ONCE]:
                event = self._event_of(seen)
                by_brand[event.brand_id].append(line_of(event))
            await asyncio.sleep(0)
        for brand_id, lines in by_brand.items():
            self._chunks.extend(
                chunk_of_lines(brand_id, lines[start : start + CHUNK]) for start in range(0, len(lines), CHUNK)
            )
