"""What a scan is answered with where links matter: which link, several, a linkset, or none of the type asked for."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from countermark.features.links.anchor import key_path
from countermark.features.resolution.brand_memory import KnownBrand
from countermark.features.resolution.known_link import KnownLink
from countermark.features.resolution.known_products import KnownProduct
from countermark.features.resolution.link_choice import Choice, Wish, choose
from countermark.features.resolution.link_levels import Level, link_levels
from countermark.features.resolution.resolution import Resolution
from countermark.features.resolution.scan_target import DecompressedLink, InternalId
from countermark.features.scans.scan_event import Outcome
from countermark.gs1 import DigitalLink
from countermark.gs1.link_types import DEFAULT_LINK, DEFAULT_LINK_MULTI

_VOIDED = "voided"
_DEFAULTS = (DEFAULT_LINK, DEFAULT_LINK_MULTI)


class AnswerKind(StrEnum):
    """How the request is answered."""

    LINK = "link"
    CHOICES = "choices"
    LINKSET = "linkset"
    NO_SUCH_LINK = "no_such_link"
    GONE = "gone"
    UNKNOWN = "unknown"


class LinkAnswer(NamedTuple):
    """``links`` are the one or those chosen; ``levels`` what the linkset shows; ``reasons`` why, step by step."""

    kind: AnswerKind
    levels: list[Level]
    links: tuple[KnownLink, ...] = ()
    reasons: tuple[str, ...] = ()


def links_may_matter(brand: KnownBrand, target: DigitalLink | InternalId, resolution: Resolution) -> bool:
    """Whether a scan that asks for no link may still not lead to the passport: cheap, for every scan is asked."""
    if isinstance(target, DecompressedLink):
        return True
    if isinstance(target, InternalId) or target.gtin is None:
        return brand.links.any or _is_voided(resolution)
    return links_may_matter_of(brand, brand.products.remembered(target.gtin), resolution)


def links_may_matter_of(brand: KnownBrand, product: KnownProduct | None, resolution: Resolution) -> bool:
    """The same of a scan of a GTIN, which names ``product``."""
    return _is_voided(resolution) or (brand.links.any and product is not None and product.has_links)


def _is_voided(resolution: Resolution) -> bool:
    return resolution.minted is not None and resolution.minted.status == _VOIDED


async def link_answer(
    brand: KnownBrand,
    target: DigitalLink | InternalId,
    resolution: Resolution,
    wish: Wish,
    origin: str,
    moment: datetime,
) -> LinkAnswer:
    """Decides. Completes ``resolution`` with the type of the link, and with success where only links know the code."""
    found = await link_levels(brand, target, resolution, origin)
    levels = [level for level in (_valid(level, moment) for level in found) if level.all]
    answer = _decided(levels, resolution, wish)
    if resolution.outcome is Outcome.UNKNOWN and answer.links:
        exact = not isinstance(target, DigitalLink) or levels[0].anchor == origin + key_path(target)
        resolution.outcome = Outcome.RESOLVED if exact else Outcome.WALKED_UP
    if answer.kind is AnswerKind.LINK and wish.link_type not in _DEFAULTS:
        resolution.link_type = wish.link_type
    return answer


def _valid(level: Level, moment: datetime) -> Level:
    if all(link.is_valid(moment) for link in level.all):
        return level
    own, every = ([link for link in links if link.is_valid(moment)] for links in (level.own, level.all))
    return level._replace(own=tuple(own), all=tuple(every))


def _decided(levels: list[Level], resolution: Resolution, wish: Wish) -> LinkAnswer:
    if not levels:
        return LinkAnswer(AnswerKind.UNKNOWN, levels)
    if wish.linkset:
        return LinkAnswer(AnswerKind.LINKSET, levels, reasons=("the linkset is asked for",))
    if wish.link_type is not None and wish.link_type not in _DEFAULTS:
        return _of_type(levels, wish, wish.link_type)
    if _is_voided(resolution):
        return LinkAnswer(AnswerKind.GONE, levels, reasons=("the mint batch is voided",))
    return _default(levels, wish)


def _of_type(levels: list[Level], wish: Wish, link_type: str) -> LinkAnswer:
    """The most granular level with the type counts, and no other."""
    for level in levels:
        of_type = [link for link in level.all if link.link_type == link_type]
        if of_type:
            choice = choose(of_type, wish)
            about = f"{len(of_type)} {link_type} of {level.anchor}"
            return _chosen(levels, choice, (about, *choice.reasons))
    return LinkAnswer(AnswerKind.NO_SUCH_LINK, levels, reasons=(f"there is no link of type {link_type}",))


def _chosen(levels: list[Level], choice: Choice, reasons: tuple[str, ...]) -> LinkAnswer:
    kind = AnswerKind.LINK if len(choice.links) == 1 else AnswerKind.CHOICES
    if kind is AnswerKind.CHOICES:
        reasons = (*reasons, "nothing decides between them")
    return LinkAnswer(kind, levels, choice.links, reasons)


def _default(levels: list[Level], wish: Wish) -> LinkAnswer:
    """The most granular level with a default counts: of its set if that decides, else the one, else the passport."""
    for level in levels:
        default = default_of(level)
        several = default_set_of(level.own)
        if several:
            choice = choose(several, wish)
            if choice.reasons and len(choice.links) == 1:
                about = f"{len(several)} default links of {level.anchor}"
                return LinkAnswer(AnswerKind.LINK, levels, choice.links, (about, *choice.reasons))
        if default is not None:
            said = "the brand's default link" if default.is_default else "the passport, by default"
            return LinkAnswer(AnswerKind.LINK, levels, (default,), (f"{said}, of {level.anchor}",))
    return LinkAnswer(AnswerKind.UNKNOWN, levels, reasons=("nothing has a default link",))


def default_of(level: Level) -> KnownLink | None:
    """Where a scan of this very thing leads: the brand's own default, else the passport's page, else nowhere."""
    return next((link for link in level.own if link.is_default), level.passport)


def default_set_of(own: Sequence[KnownLink]) -> tuple[KnownLink, ...]:
    """The links of a level that may stand in for the default; one alone is no set."""
    several = tuple(link for link in own if link.in_default_set)
    return several if len(several) > 1 else ()
