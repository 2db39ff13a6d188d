"""The API credentials of a brand."""

from countermark.db.transaction import Tx
from countermark.features.credentials.credential import ApiCredential, credential_from, queries
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.requests import BrandRequest


class ListApiCredentials(BrandRequest, frozen=True, kw_only=True):
    """``_with_ended``: revoked and expired ones as well."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    with_ended: bool = False


async def list_api_credentials(tx: Tx, request: ListApiCredentials) -> Page[ApiCredential]:
    """A page of credentials, the newest first. Secrets are not in it: nobody has them any more.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_credentials(
        tx.connection,
        brand_id=tx.brand_id,
        before_at=before.at,
        before_id=before.id,
        with_ended=request.with_ended,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(rows, limit, credential_from, lambda row: Cursor(row["created_at"], row["credential_id"]))
