"""The theme of a brand: its record, and the door to one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.themes.contrast_check import ContrastProblem, contrast_problems
from countermark.features.themes.tokens import ThemeTokens
from countermark.kit.errors import Conflict, unknown
from countermark.kit.records import Record, record_from
from countermark.kit.text import checked_text

queries = load_queries(__file__)
LONGEST_NAME: Final = 100


class PassportTheme(Record, frozen=True, kw_only=True):
    """A theme. ``published`` is what its newest version says; ``problems`` keep the draft from becoming one."""

    theme_id: UUID
    name: str
    draft: ThemeTokens
    draft_revision: int
    problems: list[ContrastProblem]
    latest_version: int | None
    published: ThemeTokens | None
    published_at: datetime | None
    has_changes: bool
    assignment_count: int
    created_at: datetime
    updated_at: datetime


def theme_from(row: Mapping[str, Any]) -> PassportTheme:
    """The record in a row of ``get_theme``."""
    draft = msgspec.convert(row["draft"], ThemeTokens)
    published = None if row["published"] is None else msgspec.convert(row["published"], ThemeTokens)
    told = {"draft": draft, "published": published, "has_changes": draft != published}
    return record_from(PassportTheme, {**row, **told, "problems": contrast_problems(draft)})


async def read_theme_of_brand(tx: Tx, theme_id: UUID, *, hold: bool = False) -> PassportTheme:
    """The theme; ``hold`` keeps others from changing it until the transaction ends.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    key = {"brand_id": tx.brand_id, "theme_id": theme_id}
    if hold:
        await queries.lock_theme(tx.connection, **key)
    row = await queries.get_theme(tx.connection, **key)
    if row is None:
        raise unknown("_theme_id", "theme")
    return theme_from(row)


def checked_name(name: str) -> str:
    """The name without spaces around it; raises InvalidInput when it is empty or too long."""
    return checked_text("_name", " ".join(name.split()), longest=LONGEST_NAME)


def name_taken(name: str) -> Conflict:
    """Two themes have two names."""
    return Conflict("_name", f"there is a theme called {name} already", code="NAME_TAKEN")
