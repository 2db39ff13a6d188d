"""Where a page of events ends: the opaque cursor over occasions and their chunks."""

import base64
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from countermark.kit.errors import InvalidInput

MOST_CHUNK = 1_000_000_000


class EventPlace(NamedTuple):
    """The chunk of an occasion that comes next."""

    at: datetime
    kind: str
    mint_batch_id: UUID
    chunk: int


BEGINNING = EventPlace(datetime(1, 1, 1, tzinfo=UTC), "", UUID(int=0), 0)
"""Before every event."""


def encode_place(place: EventPlace) -> str:
    """The opaque text of a place (base64url, no padding)."""
    raw = f"{place.at.isoformat()}|{place.kind}|{place.mint_batch_id}|{place.chunk}"
    return base64.urlsafe_b64encode(raw.encode()).rstrip(b"=").decode()


def decode_place(text: str | None) -> EventPlace:
    """The place behind ``text``; the beginning for none.

    Raises:
        InvalidInput: the text was not made by ``encode_place``.
    """
    if text is None:
        return BEGINNING
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
        at, kind, mint_batch_id, chunk = raw.split("|")
        place = EventPlace(datetime.fromisoformat(at), kind, UUID(mint_batch_id), int(chunk))
        if place.at.utcoffset() != timedelta(0) or not 0 <= place.chunk <= MOST_CHUNK or not kind.isalpha():
            raise ValueError("forged")
    except ValueError:
        raise InvalidInput("_cursor", "not a cursor of this list", hint="send next_cursor of the page before") from None
    return place
