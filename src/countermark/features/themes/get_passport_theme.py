"""Reads a theme."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.themes.passport_theme import PassportTheme, read_theme_of_brand
from countermark.kit.requests import BrandRequest


class GetPassportTheme(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    theme_id: UUID


async def get_passport_theme(tx: Tx, request: GetPassportTheme) -> PassportTheme:
    """The theme with its draft, what is wrong with that, and what is published.

    Raises:
        InvalidInput: no such theme in the brand.
    """
    return await read_theme_of_brand(tx, request.theme_id)
