"""What a client would rather have, out of its ``Accept`` and ``Accept-Language`` headers (RFC 9110, 12.5)."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

REMEMBERED: Final = 1024
LONGEST_HEADER: Final = 2048
_LANGUAGE: Final = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*$")
_MEDIA: Final = re.compile(r"\s*([\w.+*-]+/[\w.+*-]+)\s*((?:;[^;]*)*)$")
_QUALITY: Final = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


@lru_cache(REMEMBERED)
def wanted_languages(accept_language: bytes) -> tuple[str, ...]:
    """The language tags of the header in lower case, the most wanted first."""
    found = (_LANGUAGE.match(part) for part in accept_language[:LONGEST_HEADER].decode("latin-1").split(","))
    ranges = [(match[1].lower(), float(match[2] or 1)) for match in found if match]
    return tuple(tag for tag, quality in sorted(ranges, key=lambda pair: -pair[1]) if quality > 0)


@lru_cache(REMEMBERED)
def media_qualities(accept: bytes) -> dict[str, float]:
    """Each media range of an ``Accept`` header with its quality, in lower case; empty: nothing was said."""
    found = (_MEDIA.match(part) for part in accept[:LONGEST_HEADER].decode("latin-1").lower().split(","))
    qualities: dict[str, float] = {}
    for match in found:
        if match:
            quality = _QUALITY.search(match[2])
            qualities.setdefault(match[1], float(quality[1]) if quality else 1.0)
    return qualities


def quality_of(media_type: str, qualities: dict[str, float]) -> float:
    """How much a media type is wanted: by its own name, else ``text/*``, else ``*/*``, else not at all (12.5.1)."""
    kind = media_type.lower()
    for name in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        if name in qualities:
            return qualities[name]
    return 0.0


def best_language(wanted: Sequence[str], offered: Sequence[str]) -> str | None:
    """The offered tag a reader gets, by RFC 4647, 3.4 (lookup): ``de-AT`` asks for ``de-AT``, then for ``de``.

    Only when no wanted tag is found so does a wider one of a wanted language serve, ``de-CH`` for ``de``. ``None`` when
    none is offered in any wanted language. ``wanted`` is in lower case, the most wanted first.
    """
    by_tag = {tag.lower(): tag for tag in reversed(offered)}
    for tag in wanted:
        found = _looked_up(tag, by_tag)
        if found is not None:
            return found
    for tag in wanted:
        language = tag.partition("-")[0]
        near = next((own for own in by_tag if own.partition("-")[0] == language), None)
        if near is not None:
            return by_tag[near]
    return None


def _looked_up(tag: str, by_tag: dict[str, str]) -> str | None:
    """Cuts subtags off the end until what is left is offered; a single letter or digit goes with what follows it."""
    parts = tag.split("-")
    while parts:
        found = by_tag.get("-".join(parts))
        if found is not None:
            return found
        parts.pop()
        if parts and len(parts[-1]) == 1:
            parts.pop()
    return None
