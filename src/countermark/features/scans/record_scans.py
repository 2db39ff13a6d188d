"""Writes scans of one brand with COPY.

PostgreSQL refuses COPY into a table with row-level security. So the rows go into a temporary table of the session
first, which costs neither WAL nor an index, and one INSERT takes them through the brand's policy.
"""

import os
import time
from collections.abc import Sequence
from uuid import UUID

from asyncpg.pgproto.pgproto import UUID as FastUUID

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.scans.scan_event import ScanEvent

queries = load_queries(__file__)
COLUMNS = ("scan_id", *ScanEvent._fields)
_RANDOM_BYTES = 10

IdentifiedScan = tuple[UUID, UUID, *tuple[object, ...]]
"""The id of the scan, that of its brand, then the other columns."""


def with_ids(events: Sequence[ScanEvent]) -> list[IdentifiedScan]:
    """The rows to write, each with its id (UUIDv7, RFC 9562, 5.7).

    The id is made before the first attempt, so that a chunk whose commit got no answer can be sent again.
    """
    milliseconds = (time.time_ns() // 1_000_000).to_bytes(6, "big")
    noise = os.urandom(_RANDOM_BYTES * len(events))
    starts = range(0, len(noise), _RANDOM_BYTES)
    return [
        (_scan_id(milliseconds, noise[start : start + _RANDOM_BYTES]), *event)
        for start, event in zip(starts, events, strict=True)
    ]


async def record_scans(tx: Tx, rows: Sequence[IdentifiedScan]) -> None:
    """Writes ``rows``, all of the transaction's brand; rows written before are skipped."""
    await queries.make_pending_scans(tx.connection)
    await tx.connection.copy_records_to_table("pending_scans", schema_name="pg_temp", records=rows, columns=COLUMNS)
    await queries.keep_pending_scans(tx.connection, brand_id=tx.brand_id)


def _scan_id(milliseconds: bytes, noise: bytes) -> UUID:
    version, variant = 0x70 | noise[0] & 0x0F, 0x80 | noise[2] & 0x3F
    return FastUUID(b"%b%c%c%c%b" % (milliseconds, version, noise[1], variant, noise[3:]))
