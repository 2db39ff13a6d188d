"""The link types of the GS1 Web Vocabulary 1.16, and the spellings a link type comes in."""

from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import msgspec

GS1_VOCABULARY: Final = "https://ref.gs1.org/voc/"
GS1_PREFIX: Final = "gs1:"
DEFAULT_LINK: Final = "gs1:defaultLink"
DEFAULT_LINK_MULTI: Final = "gs1:defaultLinkMulti"
PRODUCT_PAGE: Final = "gs1:pip"
PRODUCT_PASSPORT: Final = "gs1:dpp"
# GS1 Resolver 1.2.1: one namespace in all of these spellings.
_SAME_NAMESPACE: Final = (
    GS1_PREFIX,
    GS1_VOCABULARY,
    "http://ref.gs1.org/voc/",
    "https://gs1.org/voc/",
    "http://gs1.org/voc/",
    "https://www.gs1.org/voc/",
    "http://www.gs1.org/voc/",
)


class LinkType(msgspec.Struct, frozen=True, kw_only=True):
    """A link type of the vocabulary. ``status`` is ``stable`` or ``deprecated``."""

    title: str
    description: str
    status: str


class _Table(msgspec.Struct, frozen=True, kw_only=True):
    source: str
    licence: str
    link_types: dict[str, LinkType]


def _read_table() -> Mapping[str, LinkType]:
    content = files("countermark.gs1").joinpath("link_types.json").read_bytes()
    table = msgspec.json.decode(content, type=_Table)
    return MappingProxyType({GS1_PREFIX + name: link_type for name, link_type in table.link_types.items()})


LINK_TYPES: Final = _read_table()
"""Every link type of the vocabulary by its short name, ``gs1:pip`` for one."""


def short_link_type(text: str) -> str:
    """``gs1:pip`` for every spelling of it, short or as an IRI; what is not of GS1's namespace as it is."""
    for prefix in _SAME_NAMESPACE:
        if text.startswith(prefix):
            return GS1_PREFIX + text.removeprefix(prefix)
    return text


def full_link_type(link_type: str) -> str:
    """The IRI of a short name, ``https://ref.gs1.org/voc/pip`` for ``gs1:pip``; anything else as it is."""
    if link_type.startswith(GS1_PREFIX):
        return GS1_VOCABULARY + link_type.removeprefix(GS1_PREFIX)
    return link_type
