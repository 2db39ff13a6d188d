"""Changes the draft of a theme."""

from uuid import UUID

import asyncpg
import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.themes.passport_theme import (
    PassportTheme,
    checked_name,
    name_taken,
    queries,
    read_theme_of_brand,
)
from countermark.features.themes.tokens import ThemeTokens
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest


class UpdatePassportTheme(BrandRequest, frozen=True, kw_only=True):
    """What is not given stays. ``_draft_revision``: only if the draft is still the one that was read."""

    theme_id: UUID
    name: str | None = None
    tokens: ThemeTokens | None = None
    draft_revision: int | None = None


async def update_passport_theme(tx: Tx, request: UpdatePassportTheme) -> PassportTheme:
    """The theme with its new draft. Pages change when it is published.

    Raises:
        InvalidInput: no such theme; a token that is none.
        Conflict: somebody else changed the draft (``DRAFT_CHANGED``); the name is taken (``NAME_TAKEN``).
    """
    name = None if request.name is None else checked_name(request.name)
    before = await read_theme_of_brand(tx, request.theme_id, hold=True)
    if request.draft_revision is not None and request.draft_revision != before.draft_revision:
        raise Conflict(
            "_draft_revision",
            f"the draft was changed meanwhile and is at revision {before.draft_revision}",
            code="DRAFT_CHANGED",
            hint="read it again and make your change to that",
        )
    values = {"name": name, "draft": None if request.tokens is None else msgspec.to_builtins(request.tokens)}
    try:
        await queries.update_theme(tx.connection, brand_id=tx.brand_id, theme_id=request.theme_id, **values)
    except asyncpg.UniqueViolationError:
        raise name_taken(name or before.name) from None
    after = await read_theme_of_brand(tx, request.theme_id)
    told = [{"name": each.name, "draft": msgspec.to_builtins(each.draft)} for each in (before, after)]
    await record(tx, Action.PASSPORT_THEME_UPDATED, ("passport_theme", request.theme_id), old=told[0], new=told[1])
    return after
