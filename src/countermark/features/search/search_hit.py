"""A hit of the search, and which part of it the query matched."""

import unicodedata
from uuid import UUID

from countermark.db.sql import load_queries
from countermark.features.products.search_text import folded
from countermark.kit.records import Record

queries = load_queries(__file__)

LONGEST_SHOWN = 120
CONTEXT = 30


class MatchedPart(Record, frozen=True, kw_only=True):
    """``length`` characters of ``text`` from ``start`` on are what matched; ``field`` says where the text stands."""

    field: str
    text: str
    start: int
    length: int


class SearchHit(Record, frozen=True, kw_only=True):
    """Something of the brand. ``path`` is its page in the console; ``state`` is its status, in the word of its type."""

    type: str
    id: UUID
    title: str
    subtitle: str
    matched: MatchedPart | None
    state: str | None
    path: str


def matched_part(field: str, text: str, needle: str) -> MatchedPart | None:
    """Where ``text`` has the folded ``needle``; ``None``: nowhere. A long text is cut around it."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if needle not in folded(text):
        return None
    # Folding makes up to three characters of one: each remembers the one it came from.
    origins = [place for place, character in enumerate(text) for _ in character.casefold()]
    at = "".join(character.casefold() for character in text).find(needle)
    if at < 0:
        return MatchedPart(field=field, text=text[:LONGEST_SHOWN], start=0, length=0)
    start, end = origins[at], origins[at + len(needle) - 1] + 1
    first = 0 if end <= LONGEST_SHOWN else max(0, start - CONTEXT)
    shown = text[first : first + LONGEST_SHOWN]
    start, end = start - first, min(end - first, len(shown))
    return MatchedPart(field=field, text=shown, start=start, length=end - start)


def whole(field: str, text: str) -> MatchedPart:
    """All of a text matched."""
    return MatchedPart(field=field, text=text, start=0, length=len(text))


def name_of(name: dict[str, str], locale: str) -> str:
    """A product's name in a language, or else in English, or else the first there is."""
    return name.get(locale) or name.get("en") or next(iter(name.values()), "")
