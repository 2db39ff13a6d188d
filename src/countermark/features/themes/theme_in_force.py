"""The theme that a page is drawn in now."""

from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.themes.curated import DEFAULT_THEME, curated_themes
from countermark.features.themes.passport_theme import queries
from countermark.features.themes.tokens import ThemeTokens
from countermark.features.themes.written_theme import write_theme


async def theme_in_force(
    tx: Tx, accent_colour: str, product_id: UUID | None = None, product_batch_id: UUID | None = None
) -> str:
    """The theme, as it stands in the address of a stylesheet. Without a product: that of the brand."""
    row = await queries.get_theme_in_force(
        tx.connection, brand_id=tx.brand_id, product_id=product_id, product_batch_id=product_batch_id
    )
    if row is not None and row["content"] is not None:
        return write_theme(msgspec.convert(row["content"], ThemeTokens), accent_colour)
    key = row["curated"] if row is not None else None
    known = curated_themes()
    return write_theme((known.get(key or DEFAULT_THEME) or known[DEFAULT_THEME]).tokens, accent_colour)
