"""Lists the rows of a list of serials that cannot be used, and why."""

from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.own_serials import SerialRejection
from countermark.features.minting.serial_list import key_of, read_serial_list
from countermark.kit.cursors import DEFAULT_LIMIT, Page, checked_limit
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest

CHUNKS_AT_ONCE = 10


class ListSerialListRejections(BrandRequest, frozen=True, kw_only=True):
    """Of which list."""

    serial_list_id: UUID
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def list_serial_list_rejections(tx: Tx, request: ListSerialListRejections) -> Page[SerialRejection]:
    """A page of rows, in the order of the file.

    Raises:
        InvalidInput: no such list, a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    chunk, place = _place_of(request.cursor)
    await read_serial_list(tx, request.serial_list_id)
    found: list[tuple[tuple[int, int], SerialRejection]] = []
    key = key_of(tx, request.serial_list_id)
    while len(found) <= limit:
        rows = queries.list_serial_list_rejections(tx.connection, **key, from_chunk=chunk, most=CHUNKS_AT_ONCE)
        chunks = [row async for row in rows]
        for row in chunks:
            rejections = msgspec.json.decode(row["rejections"], type=list[SerialRejection])
            start = place if row["chunk_number"] == chunk else 0
            numbered = enumerate(rejections[start : start + limit + 1], start=start)
            found += [((row["chunk_number"], number + 1), rejection) for number, rejection in numbered]
        if len(chunks) < CHUNKS_AT_ONCE:
            break
        chunk, place = chunks[-1]["chunk_number"] + 1, 0
    shown = found[:limit]
    cursor = "-".join(map(str, shown[-1][0])) if shown else None
    return Page(items=[rejection for _, rejection in shown], has_more=len(found) > limit, next_cursor=cursor)


def _place_of(cursor: str | None) -> tuple[int, int]:
    """The chunk and the place in it to go on from."""
    if cursor is None:
        return 0, 0
    chunk, _, place = cursor.partition("-")
    if not (cursor.isascii() and len(cursor) < 20 and chunk.isdigit() and place.isdigit()):
        raise InvalidInput("_cursor", "not a cursor of this list", hint="send next_cursor of the page before")
    if int(chunk) >= 1 << 31:
        raise InvalidInput("_cursor", "not a cursor of this list", hint="send next_cursor of the page before")
    return int(chunk), int(place)
