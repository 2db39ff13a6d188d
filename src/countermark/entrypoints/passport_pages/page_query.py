"""What the query of a passport page asks for: ``?lang=de``, ``?asOf=2026-11-01``."""

from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qs

from countermark.entrypoints.passport_pages.words import LANGUAGES


class PageQuery(NamedTuple):
    """``problem`` says what is wrong with the query; then the rest does not count."""

    language: str | None = None
    as_of: date | None = None
    problem: str | None = None


def page_query(query_string: bytes) -> PageQuery:
    """The query read; a language that the pages do not speak is as good as none."""
    if not query_string:
        return PageQuery()
    asked = parse_qs(query_string.decode("latin-1"))
    language = asked.get("lang", [""])[0]
    told = asked.get("asOf", [""])[0]
    try:
        day = date.fromisoformat(told) if told else None
    except ValueError:
        return PageQuery(problem="asOf: must be a date like 2026-11-01")
    return PageQuery(language if language in LANGUAGES else None, day)
