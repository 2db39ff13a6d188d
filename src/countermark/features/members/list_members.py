"""Who works in a brand."""

from countermark.db.transaction import Tx
from countermark.features.members.member import Member
from countermark.features.members.standing import queries
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest


class ListMembers(BrandRequest, frozen=True, kw_only=True):
    """A page at a time."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def list_members(tx: Tx, request: ListMembers) -> Page[Member]:
    """A page of members, who joined last first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_members(
        tx.connection, brand_id=tx.brand_id, before_at=before.at, before_id=before.id, most=limit + 1
    )
    rows = [row async for row in found]
    return page_of(
        rows, limit, lambda row: record_from(Member, row), lambda row: Cursor(row["sort_at"], row["user_id"])
    )
