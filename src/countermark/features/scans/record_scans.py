"""Keeps scans as fast as they come: a chunk of them is one row, whatever their number.

A resolver has microseconds for a scan, a worker has seconds. So the resolver appends what it saw to the log of its
brand, and ``unfold_scans`` makes rows of it later (decision 0026).
"""

import os
import time
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.scans.scan_event import ScanEvent
from countermark.features.scans.scan_line import line_of

queries = load_queries(__file__)


class Chunk(NamedTuple):
    """Scans of one brand, a line each, ready to be sent as often as it takes: the id makes sure that they are kept
    once."""

    brand_id: UUID
    chunk_id: UUID
    scans: bytes
    scan_count: int


def chunk_of(events: Sequence[ScanEvent]) -> Chunk:
    """A chunk of scans, all of the same brand and at least one."""
    return chunk_of_lines(events[0].brand_id, [line_of(event) for event in events])


def chunk_of_lines(brand_id: UUID, lines: Sequence[str]) -> Chunk:
    """A chunk of what :func:`line_of` made; its id is a UUIDv7, so chunks are taken in order."""
    return Chunk(brand_id, uuid7(), "".join(lines).encode(), len(lines))


async def record_scans(tx: Tx, chunk: Chunk) -> None:
    """Keeps a chunk of the transaction's brand; one that was kept before is skipped."""
    await queries.append_chunk(tx.connection, brand_id=tx.brand_id, chunk_id=chunk.chunk_id, scans=chunk.scans)
    await queries.ring(tx.connection, brand_id=tx.brand_id)


def uuid7() -> UUID:
    """RFC 9562, 5.7: milliseconds, then random bits."""
    milliseconds, noise = time.time_ns() // 1_000_000, int.from_bytes(os.urandom(10), "big")
    value = milliseconds << 80 | noise
    return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)
