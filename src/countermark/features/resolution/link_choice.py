"""Chooses among links of one kind by what the reader wants: market, media type, language (GS1 Resolver 1.2.1, 2.5)."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from countermark.features.resolution.known_link import HTML, KnownLink
from countermark.gs1.link_types import short_link_type
from countermark.kit.negotiation import best_language, media_qualities, quality_of, wanted_languages

_LINKSET_TYPES: Final = frozenset({"linkset", "all"})
_LINKSET_MEDIA_TYPE: Final = "application/linkset+json"
# Of a link that does not say its media type, less than of any that says a wanted one.
_UNSTATED: Final = 0.0005


class Wish(NamedTuple):
    """What a request asks of the links. ``link_type`` is a short name; ``media`` holds a quality by media range."""

    link_type: str | None
    linkset: bool
    media: dict[str, float]
    languages: tuple[str, ...]
    context: str | None


class Choice(NamedTuple):
    """The links that are left, one unless nothing decides between them, and why, step by step."""

    links: tuple[KnownLink, ...]
    reasons: tuple[str, ...]


def read_wish(link_type: str | None, context: str | None, accept: bytes, accept_language: bytes) -> Wish:
    """The wish behind the query's ``linkType`` and ``context`` and the request's headers.

    A linkset is asked for by ``linkType=linkset`` (``all`` until 2024), or by naming its media type without any link
    type, at least as much as HTML.
    """
    media = media_qualities(accept)
    by_media = media.get(_LINKSET_MEDIA_TYPE, 0.0)
    linkset = link_type in _LINKSET_TYPES
    if not link_type:
        linkset = by_media > 0 and by_media >= media.get(HTML, 0.0)
    wanted = short_link_type(link_type) if link_type and not linkset else None
    return Wish(wanted, linkset, media, wanted_languages(accept_language), context or None)


def choose(links: Sequence[KnownLink], wish: Wish) -> Choice:
    """Narrows ``links`` (at least one) down, rule by rule; a rule that would leave none is passed over."""
    left, reasons = tuple(links), []
    for name, rule in _RULES:
        if len(left) == 1:
            break
        found = rule(left, wish)
        if found and len(found) < len(left):
            left = found
            reasons.append(f"{name}: {len(found)} of {len(links)} left")
    if len({link.href for link in left}) == 1:
        left = left[:1]
    return Choice(left, tuple(reasons))


def _of_market(links: tuple[KnownLink, ...], wish: Wish) -> tuple[KnownLink, ...]:
    """Those for the market asked for, or for any; without a market asked for, those for any."""
    if wish.context is None:
        return tuple(link for link in links if not link.contexts)
    return tuple(link for link in links if not link.contexts or _names(link, wish.context))


def _of_media_type(links: tuple[KnownLink, ...], wish: Wish) -> tuple[KnownLink, ...]:
    if not wish.media:
        return links
    qualities = [_quality(link, wish.media) for link in links]
    best = max(qualities)
    return tuple(link for link, quality in zip(links, qualities, strict=True) if quality == best) if best else links


def _quality(link: KnownLink, media: dict[str, float]) -> float:
    return _UNSTATED if link.media_type is None else quality_of(link.media_type, media)


def _of_language(links: tuple[KnownLink, ...], wish: Wish) -> tuple[KnownLink, ...]:
    """Those in the best language there is (RFC 4647, lookup), else those that say none."""
    offered = [tag for link in links for tag in link.languages]
    best = best_language(wish.languages, offered)
    if best is None:
        return tuple(link for link in links if not link.languages)
    return tuple(link for link in links if best in link.languages)


def _of_this_market(links: tuple[KnownLink, ...], wish: Wish) -> tuple[KnownLink, ...]:
    return tuple(link for link in links if wish.context is not None and _names(link, wish.context))


def _for_people(links: tuple[KnownLink, ...], wish: Wish) -> tuple[KnownLink, ...]:
    """A page before its data, where the media type is all that differs and the reader has no preference."""
    alike = len({(link.languages, link.contexts) for link in links}) == 1
    pages = tuple(link for link in links if link.media_type == HTML)
    return pages if alike and len(pages) == 1 else links


def _names(link: KnownLink, context: str) -> bool:
    return context.casefold() in (one.casefold() for one in link.contexts)


_RULES: Final[tuple[tuple[str, Callable[[tuple[KnownLink, ...], Wish], tuple[KnownLink, ...]]], ...]] = (
    ("market", _of_market),
    ("media type", _of_media_type),
    ("language", _of_language),
    ("this very market", _of_this_market),
    ("a page before its data", _for_people),
)
