"""Makes rows and counts of the chunks that resolvers appended, each scan once."""

from typing import Final
from uuid import UUID

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.brands.scan_recording import ScanRecording
from countermark.features.scans.counted_scan import counted
from countermark.features.scans.scan_event import ScanEvent

# About 20,000 scans: a second of work, 10 MB.
MOST_CHUNKS: Final = 20

queries = load_queries(__file__)
_decoder = msgspec.json.Decoder(list[ScanEvent])


async def unfold_scans(tx: Tx, most_chunks: int = MOST_CHUNKS) -> int:
    """Unfolds the oldest chunks of the transaction's brand; returns how many there were, 0 when none waits.

    Taking a chunk, writing its rows and adding to the counts is one transaction, so a crash anywhere undoes it all, and
    counts are as exact as rows. PostgreSQL refuses COPY into a table with row-level security: the rows go into a
    temporary table first, which costs neither WAL nor an index, and everything else is made from there, set by set.
    """
    chunks = [
        (row["chunk_id"], row["scans"])
        async for row in queries.take_chunks(tx.connection, brand_id=tx.brand_id, most=most_chunks)
    ]
    if not chunks:
        return 0
    rows = await _rows_of(tx, chunks)
    if rows:
        await queries.make_pending_scans(tx.connection)
        await tx.connection.copy_records_to_table(
            "pending_scans", schema_name="pg_temp", records=rows, columns=ScanEvent._fields
        )
        for keep in (queries.keep_pending_scans, queries.count_pending_scans, queries.note_pending_units):
            await keep(tx.connection, brand_id=tx.brand_id)
    return len(chunks)


async def _rows_of(tx: Tx, chunks: list[tuple[UUID, bytes]]) -> list[ScanEvent]:
    """The scans of the chunks that were not unfolded before, as the brand wants them recorded now."""
    marked = queries.mark_unfolded(tx.connection, brand_id=tx.brand_id, chunk_ids=[chunk_id for chunk_id, _ in chunks])
    fresh = {row["chunk_id"] async for row in marked}
    recording = await queries.get_recording(tx.connection, brand_id=tx.brand_id)
    if recording == ScanRecording.OFF:
        return []
    made = counted if recording == ScanRecording.COUNTERS else _writable
    return [
        made(event)
        for chunk_id, scans in chunks
        if chunk_id in fresh
        for event in _decoder.decode(scans)
        if event.brand_id == tx.brand_id
    ]


def _writable(event: ScanEvent) -> ScanEvent:
    """The event in text that PostgreSQL takes: a NUL, the one character it refuses, as it would be percent-encoded."""
    if "\0" not in event.path and "\0" not in event.query:
        return event
    return event._replace(path=event.path.replace("\0", "%00"), query=event.query.replace("\0", "%00"))
