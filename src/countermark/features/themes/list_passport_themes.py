"""Lists the themes of a brand."""

from countermark.db.transaction import Tx
from countermark.features.themes.passport_theme import PassportTheme, queries, theme_from
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.requests import BrandRequest


class ListPassportThemes(BrandRequest, frozen=True, kw_only=True):
    """Which page."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def list_passport_themes(tx: Tx, request: ListPassportThemes) -> Page[PassportTheme]:
    """A page of the brand's own themes, the latest change first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_themes(
        tx.connection, brand_id=tx.brand_id, before_at=before.at, before_id=before.id, most=limit + 1
    )
    rows = [row async for row in found]
    return page_of(rows, limit, theme_from, lambda row: Cursor(row["updated_at"], row["theme_id"]))
