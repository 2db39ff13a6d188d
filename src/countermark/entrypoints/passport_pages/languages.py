"""Chooses among the languages a text exists in, by ``Accept-Language`` (RFC 9110, 12.5.4; RFC 4647, lookup)."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

FALLBACK: Final = "en"
_RANGE: Final = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*$")


class LocalText(NamedTuple):
    """A text and its language. ``is_fallback``: not one the reader asked for, which the page must show."""

    text: str
    language: str
    is_fallback: bool


@lru_cache(1024)
def wanted_languages(accept_language: bytes) -> tuple[str, ...]:
    """The language tags of the header in lower case, the most wanted first."""
    found = (_RANGE.match(part) for part in accept_language.decode("latin-1").split(","))
    ranges = [(match[1].lower(), float(match[2] or 1)) for match in found if match]
    return tuple(tag for tag, quality in sorted(ranges, key=lambda pair: -pair[1]) if quality > 0)


def localized(texts: Mapping[str, str], wanted: tuple[str, ...]) -> LocalText:
    """The text in the first wanted language there is (``de-AT`` also takes ``de``), else in English, else any."""
    by_tag = {tag.lower(): tag for tag in texts}
    for language in wanted:
        candidates = (language, language.split("-")[0])
        tag = next((by_tag[candidate] for candidate in candidates if candidate in by_tag), None)
        tag = tag or next((own for low, own in by_tag.items() if low.split("-")[0] == candidates[1]), None)
        if tag:
            return LocalText(texts[tag], tag, False)
    tag = by_tag.get(FALLBACK) or next(iter(texts), FALLBACK)
    return LocalText(texts.get(tag, ""), tag, bool(wanted))
