"""Makes a theme."""

import asyncpg
import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.themes.curated import curated_themes
from countermark.features.themes.passport_theme import (
    PassportTheme,
    checked_name,
    name_taken,
    queries,
    read_theme_of_brand,
)
from countermark.features.themes.tokens import ThemeTokens
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest


class CreatePassportTheme(BrandRequest, frozen=True, kw_only=True):
    """Either ``_tokens`` or ``_start_from``: the key of a curated theme."""

    name: str
    tokens: ThemeTokens | None = None
    start_from: str | None = None


async def create_passport_theme(tx: Tx, request: CreatePassportTheme) -> PassportTheme:
    """The new theme, a draft; what cannot be read in it is told, and refused only when it is published.

    Raises:
        InvalidInput: neither or both of tokens and start; no such curated theme.
        Conflict: another theme has this name (``NAME_TAKEN``).
    """
    name = checked_name(request.name)
    if (request.tokens is None) == (request.start_from is None):
        raise InvalidInput("_tokens", "give either _tokens or _start_from")
    tokens = request.tokens
    if request.start_from is not None:
        curated = curated_themes().get(request.start_from)
        if curated is None:
            raise InvalidInput("_start_from", "no curated theme of this name", hint=", ".join(curated_themes()))
        tokens = curated.tokens
    values = {"name": name, "draft": msgspec.to_builtins(tokens), "created_by": tx.actor.user_id}
    try:
        theme_id = await queries.insert_theme(tx.connection, brand_id=tx.brand_id, **values)
    except asyncpg.UniqueViolationError:
        raise name_taken(name) from None
    told = {"name": name, "start_from": request.start_from}
    await record(tx, Action.PASSPORT_THEME_CREATED, ("passport_theme", theme_id), new=told)
    return await read_theme_of_brand(tx, theme_id)
