"""Lists the lists of serials that came as files."""

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.serial_list import Purpose, SerialList
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest


class ListSerialLists(BrandRequest, frozen=True, kw_only=True):
    """``_running``: only those a worker has in hand, or will have."""

    purpose: Purpose | None = None
    running: bool = False
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def list_serial_lists(tx: Tx, request: ListSerialLists) -> Page[SerialList]:
    """A page of lists, the newest first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_serial_lists(
        tx.connection,
        brand_id=tx.brand_id,
        purpose=request.purpose,
        running=request.running,
        before_at=before.at,
        before_id=before.id,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(
        rows,
        limit,
        lambda row: record_from(SerialList, row),
        lambda row: Cursor(row["created_at"], row["serial_list_id"]),
    )
