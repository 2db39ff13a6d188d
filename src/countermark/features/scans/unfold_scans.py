"""Makes rows of the chunks that resolvers appended, each scan once."""

from typing import Final

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.scans.scan_event import ScanEvent

# About 20,000 scans: a second of work, 10 MB.
MOST_CHUNKS: Final = 20

queries = load_queries(__file__)
_decoder = msgspec.json.Decoder(list[ScanEvent])


async def unfold_scans(tx: Tx, most_chunks: int = MOST_CHUNKS) -> int:
    """Unfolds the oldest chunks of the transaction's brand; returns how many there were, 0 when none waits.

    Taking a chunk and writing its rows is one transaction, so a crash between the two undoes both. PostgreSQL refuses
    COPY into a table with row-level security: the rows go into a temporary table first, which costs neither WAL nor an
    index, and one INSERT takes them through the brand's policy.
    """
    chunks = [row["scans"] async for row in queries.take_chunks(tx.connection, brand_id=tx.brand_id, most=most_chunks)]
    if not chunks:
        return 0
    rows = [_writable(event) for chunk in chunks for event in _decoder.decode(chunk) if event.brand_id == tx.brand_id]
    await queries.make_pending_scans(tx.connection)
    await tx.connection.copy_records_to_table(
        "pending_scans", schema_name="pg_temp", records=rows, columns=ScanEvent._fields
    )
    await queries.keep_pending_scans(tx.connection, brand_id=tx.brand_id)
    return len(chunks)


def _writable(event: ScanEvent) -> ScanEvent:
    """The event in text that PostgreSQL takes: a NUL, the one character it refuses, as it would be percent-encoded."""
    if "\0" not in event.path and "\0" not in event.query:
        return event
    return event._replace(path=event.path.replace("\0", "%00"), query=event.query.replace("\0", "%00"))
