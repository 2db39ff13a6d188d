"""Writes linksets: RFC 9264 as GS1's linkset schema (Resolver 1.2.0) narrows it."""

from collections.abc import Sequence
from typing import Any, Final

from countermark.features.resolution.known_link import KnownLink
from countermark.features.resolution.link_answer import default_of, default_set_of
from countermark.features.resolution.link_levels import Level
from countermark.gs1.link_types import DEFAULT_LINK, DEFAULT_LINK_MULTI, full_link_type

CONTEXT_URL: Final = "https://ref.gs1.org/standards/resolver/1.2.1/linkset-context"


def linkset_document(levels: Sequence[Level]) -> dict[str, Any]:
    """``{"linkset": [...]}``: an object for each level, under its own anchor."""
    return {"linkset": [_context_object(level) for level in levels]}


def choices_document(levels: Sequence[Level], links: Sequence[KnownLink]) -> dict[str, Any]:
    """A linkset of nothing but the links between which nothing decides."""
    level = next((level for level in levels if links[0] in level.all), levels[0])
    return {"linkset": [{"anchor": level.anchor, "description": level.description} | _by_type(links)]}


def _context_object(level: Level) -> dict[str, Any]:
    written: dict[str, Any] = {"anchor": level.anchor, "description": level.description}
    default = default_of(level)
    if default is not None:
        written[full_link_type(DEFAULT_LINK)] = [{"href": default.href, "title": default.title}]
    several = default_set_of(level.own)
    if several:
        written[full_link_type(DEFAULT_LINK_MULTI)] = [_target_object(link) for link in several]
    return written | _by_type(level.all)


def _by_type(links: Sequence[KnownLink]) -> dict[str, list[dict[str, Any]]]:
    by_type: dict[str, list[dict[str, Any]]] = {}
    for link in links:
        by_type.setdefault(full_link_type(link.link_type), []).append(_target_object(link))
    return by_type


def _target_object(link: KnownLink) -> dict[str, Any]:
    """What is said of a link; what goes without saying is left out."""
    written: dict[str, Any] = {"href": link.href, "title": link.title}
    if link.media_type is not None:
        written["type"] = link.media_type
    if link.languages:
        written["hreflang"] = list(link.languages)
    if link.contexts:
        written["context"] = list(link.contexts)
    if not link.forward_query:
        written["fwqs"] = False
    if not link.is_public:
        written["public"] = False
    return written
