"""The rules of a link's own values, each in the form in which it is kept."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from countermark.features.links.anchor import Anchor
from countermark.gs1.link_types import (
    DEFAULT_LINK,
    DEFAULT_LINK_MULTI,
    GS1_PREFIX,
    LINK_TYPES,
    short_link_type,
)
from countermark.kit.errors import InvalidInput
from countermark.kit.text import checked_text

LONGEST_URL: Final = 2000
LONGEST_TITLE: Final = 200
MOST_LANGUAGES: Final = 40
MOST_CONTEXTS: Final = 60
LONGEST_LINK_TYPE: Final = 200
# Set by the flags of a link, or by no brand at all.
NOT_A_DESCRIPTION: Final = {DEFAULT_LINK: "is_default", DEFAULT_LINK_MULTI: "in_default_set", "gs1:handledBy": None}
_URL: Final = re.compile(r"https?://[A-Za-z0-9\[][A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")
# What GS1's linkset schema allows as the name of a relation: an IANA one, or an address without hyphen and fragment.
_OWN_TYPE: Final = re.compile(r"https?://[A-Za-z0-9]+(\.[A-Za-z0-9]+)+(/[A-Za-z0-9._]+)+|[a-z][a-z-]{1,39}")
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2})(?:-([A-Za-z]{2}))?")
_MEDIA_TYPE: Final = re.compile(r"[a-z0-9]+/[a-z0-9][a-z0-9.+-]*")
_CONTEXT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,39}")
_COUNTRY: Final = re.compile(r"[A-Za-z]{2}")


def checked_values(prefix: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a link that were given, checked; ``prefix`` is ``_`` or ``_patch.``.

    Raises:
        InvalidInput: names the value and what was wrong with it.
    """
    return {
        name: CHECKS[name](f"{prefix}{name}", value) if value is not None and name in CHECKS else value
        for name, value in given.items()
    }


def fingerprint(anchor: Anchor, values: Mapping[str, Any]) -> bytes:
    """What makes two links the same: about, type, target, languages, media type and markets (32 bytes)."""
    same = [str(anchor.product_id), anchor.path, values["link_type"], values["target_url"]]
    same += [sorted(values["languages"]), values["media_type"], sorted(values["contexts"])]
    return hashlib.sha256(msgspec.json.encode(same)).digest()


def _link_type(argument: str, text: str) -> str:
    """``gs1:pip`` for any spelling of one of GS1's; an own one as it is."""
    link_type = short_link_type(text.strip())
    if link_type in NOT_A_DESCRIPTION:
        flag = NOT_A_DESCRIPTION[link_type]
        hint = f"say what the target is, gs1:pip for one, and set {flag}" if flag else None
        raise InvalidInput(argument, f"{link_type} does not say what the target is", hint=hint)
    if link_type.startswith(GS1_PREFIX):
        known = LINK_TYPES.get(link_type)
        if known is None:
            raise InvalidInput(argument, f"{link_type} is not in the GS1 Web Vocabulary", hint="see list_link_types")
        if known.status != "stable":
            raise InvalidInput(argument, f"{link_type} is deprecated", hint="see list_link_types for what replaces it")
        return link_type
    if len(link_type) > LONGEST_LINK_TYPE or not _OWN_TYPE.fullmatch(link_type):
        raise InvalidInput(
            argument,
            "is neither of GS1 (gs1:pip), nor a registered relation (describedby), nor an address of your own",
            hint="an address of your own is like https://example.com/links/repair, without hyphens, query and fragment",
        )
    return link_type


def _target_url(argument: str, text: str) -> str:
    url = text.strip()
    if len(url) > LONGEST_URL:
        raise InvalidInput(argument, f"is {len(url)} characters long; at most {LONGEST_URL} are allowed")
    scheme, separator, rest = url.partition("://")
    url = f"{scheme.lower()}{separator}{rest}"
    if not _URL.fullmatch(url):
        raise InvalidInput(argument, "must be an address like https://example.com/page, with other characters encoded")
    try:
        parts = urlsplit(url)
        fits = bool(parts.hostname) and parts.username is None and (parts.port is None or parts.port > 0)
    except ValueError:
        fits = False
    if not fits:
        raise InvalidInput(argument, "must name a host, perhaps with a port, and no user or password")
    return url


def _languages(argument: str, tags: Sequence[str]) -> list[str]:
    found = [_LANGUAGE.fullmatch(tag.strip()) for tag in tags]
    for tag, match in zip(tags, found, strict=True):
        if match is None:
            raise InvalidInput(argument, f"{tag!r} is no language like de or de-AT")
    kept = [match[1].lower() + (f"-{match[2].upper()}" if match[2] else "") for match in found if match]
    return _few(argument, kept, MOST_LANGUAGES)


def _media_type(argument: str, text: str) -> str:
    media_type = text.strip().lower()
    if len(media_type) > 127 or not _MEDIA_TYPE.fullmatch(media_type):
        raise InvalidInput(argument, "must be a media type like text/html, without parameters")
    return media_type


def _contexts(argument: str, texts: Sequence[str]) -> list[str]:
    for text in texts:
        if not _CONTEXT.fullmatch(text.strip()):
            raise InvalidInput(argument, f"{text!r} is no market like DE, nor a short name of letters and digits")
    kept = [text.strip().upper() if _COUNTRY.fullmatch(text.strip()) else text.strip() for text in texts]
    return _few(argument, kept, MOST_CONTEXTS)


def _few(argument: str, texts: list[str], most: int) -> list[str]:
    if len(texts) > most:
        raise InvalidInput(argument, f"has {len(texts)} entries; at most {most} are allowed")
    return list(dict.fromkeys(texts))


def _title(argument: str, text: str) -> str:
    return checked_text(argument, text, longest=LONGEST_TITLE)


CHECKS: Final[dict[str, Callable[[str, Any], Any]]] = {
    "link_type": _link_type,
    "target_url": _target_url,
    "title": _title,
    "languages": _languages,
    "media_type": _media_type,
    "contexts": _contexts,
}
