"""Lists the themes that come with the program."""

from countermark.db.transaction import Tx
from countermark.features.themes.curated import curated_themes
from countermark.features.themes.passport_theme import queries
from countermark.features.themes.tokens import ThemeTokens
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class ListCuratedThemes(BrandRequest, frozen=True, kw_only=True):
    """There is nothing to choose."""


class OfferedTheme(Record, frozen=True, kw_only=True):
    """A curated theme; ``in_force``: the whole brand is drawn by it."""

    key: str
    title: str
    about: str
    tokens: ThemeTokens
    in_force: bool


async def list_curated_themes(tx: Tx, request: ListCuratedThemes) -> list[OfferedTheme]:
    """The curated themes, the default first."""
    of_brand = {"brand_id": request.brand_id, "product_id": None, "product_batch_id": None}
    row = await queries.get_theme_in_force(tx.connection, **of_brand)
    chosen = row["curated"] if row else next(iter(curated_themes()))
    return [
        OfferedTheme(key=key, title=theme.title, about=theme.about, tokens=theme.tokens, in_force=key == chosen)
        for key, theme in curated_themes().items()
    ]
