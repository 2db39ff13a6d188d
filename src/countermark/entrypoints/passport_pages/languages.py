"""Chooses among the languages a text exists in, by ``Accept-Language`` (RFC 9110, 12.5.4; RFC 4647, lookup)."""

from collections.abc import Mapping
from typing import Final, NamedTuple

FALLBACK: Final = "en"


class LocalText(NamedTuple):
    """A text and its language. ``is_fallback``: not one the reader asked for, which the page must show."""

    text: str
    language: str
    is_fallback: bool


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
