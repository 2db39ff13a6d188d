"""Keyset cursors: opaque to clients, stable under inserts.

A cursor names the last row seen by its sort key (a time) and its id, so the next page is a range scan on an index
and costs the same on page one and page one thousand.
"""

import base64
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Generic, NamedTuple, TypeVar
from uuid import UUID

import msgspec

from countermark.kit.errors import InvalidInput

MAX_LIMIT = 200
DEFAULT_LIMIT = 50
T = TypeVar("T")
R = TypeVar("R")


class Cursor(NamedTuple):
    """The sort key of the last row of a page: its time and, for ties, its id."""

    at: datetime
    id: UUID


NEWEST = Cursor(datetime(9999, 1, 1, tzinfo=UTC), UUID(int=2**128 - 1))
"""Where the first page of a list from the newest to the oldest starts: before every row."""


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One page of a list. ``next_cursor`` is the argument for the next page, ``null`` on an empty page."""

    items: list[T]
    has_more: bool
    next_cursor: str | None


def encode_cursor(cursor: Cursor) -> str:
    """The opaque text of a cursor (base64url, no padding)."""
    raw = f"{cursor.at.isoformat()}|{cursor.id}".encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode_cursor(text: str | None, argument: str = "_cursor") -> Cursor | None:
    """The cursor behind ``text``; ``None`` for none.

    Raises:
        InvalidInput: the text was not made by ``encode_cursor``.
    """
    if text is None:
        return None
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
        at, _, row_id = raw.partition("|")
        moment = datetime.fromisoformat(at)
        if moment.utcoffset() != timedelta(0):  # a forged offset could reach beyond the years there are
            raise ValueError("not in UTC")
        return Cursor(moment, UUID(row_id))
    except ValueError:
        raise InvalidInput(argument, "not a cursor of this list", hint="send next_cursor of the page before") from None


def checked_limit(limit: int, argument: str = "_limit", most: int = MAX_LIMIT) -> int:
    """``limit`` if it is within 1..``most``; raises :class:`InvalidInput` otherwise."""
    if not 1 <= limit <= most:
        raise InvalidInput(argument, f"must be between 1 and {most}, not {limit}")
    return limit


def page_of(rows: Sequence[R], limit: int, item: Callable[[R], T], cursor: Callable[[R], Cursor]) -> Page[T]:
    """A page out of ``limit`` + 1 rows asked for: the one too many only tells that there is more."""
    shown = rows[:limit]
    next_cursor = encode_cursor(cursor(shown[-1])) if shown else None
    return Page(items=[item(row) for row in shown], has_more=len(rows) > limit, next_cursor=next_cursor)
