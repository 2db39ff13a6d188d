"""Who is invited into a brand."""

from countermark.db.transaction import Tx
from countermark.features.members.invitation import Invitation, invitation_from
from countermark.features.members.standing import queries
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.requests import BrandRequest


class ListInvitations(BrandRequest, frozen=True, kw_only=True):
    """``_with_ended``: accepted and revoked ones as well."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    with_ended: bool = False


async def list_invitations(tx: Tx, request: ListInvitations) -> Page[Invitation]:
    """A page of invitations that wait for an answer, or expired waiting; the newest first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_invitations(
        tx.connection,
        brand_id=tx.brand_id,
        before_at=before.at,
        before_id=before.id,
        with_ended=request.with_ended,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(rows, limit, invitation_from, lambda row: Cursor(row["sort_at"], row["invitation_id"]))
