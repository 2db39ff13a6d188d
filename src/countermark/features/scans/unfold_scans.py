"""Makes rows and counts of the chunks that resolvers appended, each scan once."""

from io import BytesIO
from typing import Final
from uuid import UUID

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.brands.scan_recording import ScanRecording
from countermark.features.scans.scan_event import ScanEvent

# About 20,000 scans: a second of work, 10 MB.
MOST_CHUNKS: Final = 20

queries = load_queries(__file__)


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
    lines = await _fresh_lines(tx, chunks)
    recording = await queries.get_recording(tx.connection, brand_id=tx.brand_id)
    if lines and recording != ScanRecording.OFF:
        await queries.make_pending_scans(tx.connection)
        await tx.connection.copy_to_table(
            "pending_scans", schema_name="pg_temp", source=BytesIO(lines), columns=ScanEvent._fields
        )
        if recording == ScanRecording.COUNTERS:
            await queries.only_count_pending_scans(tx.connection)
        for keep in (queries.keep_pending_scans, queries.count_pending_scans, queries.note_pending_units):
            await keep(tx.connection, brand_id=tx.brand_id)
    return len(chunks)


async def _fresh_lines(tx: Tx, chunks: list[tuple[UUID, bytes]]) -> bytes:
    """The lines of the chunks that were not unfolded before."""
    marked = queries.mark_unfolded(tx.connection, brand_id=tx.brand_id, chunk_ids=[chunk_id for chunk_id, _ in chunks])
    fresh = {row["chunk_id"] async for row in marked}
    return b"".join(lines for chunk_id, lines in chunks if chunk_id in fresh)
