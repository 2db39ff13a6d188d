"""Says step by step what a scan would do, by the resolver's own code, without activating or recording anything."""

from urllib.parse import parse_qsl, urlsplit

import msgspec

from countermark.db.pool import Pool
from countermark.features.resolution.brand_memory import BrandMemory, KnownBrand, host_name_of
from countermark.features.resolution.link_answer import AnswerKind, LinkAnswer, link_answer
from countermark.features.resolution.link_choice import Wish, read_wish
from countermark.features.resolution.resolution import Resolution
from countermark.features.resolution.resolve_target import resolve_target
from countermark.features.resolution.scan_target import InternalId, MalformedScan, read_target
from countermark.features.scans.scan_event import Outcome
from countermark.gs1 import DigitalLink
from countermark.kit.clock import now
from countermark.kit.settings import Settings

_ENDS = {
    Outcome.RESOLVED: "the passport is published",
    Outcome.PENDING: "the passport is not published, or the unit not minted yet: the page will say so",
    Outcome.REVOKED: "the passport is revoked: the page will say so",
    Outcome.WALKED_UP: "the next thing up that is known stands in for what is not",
}
_ANSWERED = (AnswerKind.LINK, AnswerKind.LINKSET, AnswerKind.CHOICES)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the resolver does. ``went_well`` is false where a scan would stop or go another way."""

    step: str
    finding: str
    went_well: bool = True


async def explain_scan(
    pool: Pool, master_key: bytes, settings: Settings, url: str, *, accept: str = "", accept_language: str = ""
) -> list[Step]:
    """The steps for a scanned URL: host, syntax, what was looked for and found, the links, which one and why.

    ``accept`` and ``accept_language`` are headers of the request; ``linkType`` and ``context`` stand in the URL.
    """
    try:
        parts = urlsplit(url)
    except ValueError as error:
        return [Step(step="address", finding=f"this is no address: {error}", went_well=False)]
    memory = BrandMemory(pool, master_key, settings.base_domain)
    host = parts.netloc.encode()
    brand = await memory.brand_at(host)
    if brand is None:
        return [Step(step="host", finding=f"no brand answers at {host_name_of(host)!r}: 404", went_well=False)]
    steps = [Step(step="host", finding=f"{host_name_of(host)} belongs to {brand.ranges.header.name}")]
    try:
        target = read_target(parts.path.encode(), parts.query.encode())
    except MalformedScan as error:
        return [*steps, Step(step="syntax", finding=f"{error}: 400", went_well=False)]
    steps.append(Step(step="syntax", finding=_said_of(target)))
    resolution = await resolve_target(brand.ranges, brand.products, target)
    steps += [Step(step="lookup", finding=missed, went_well=False) for missed in resolution.missed]
    wish = _wish(parts.query, accept, accept_language)
    origin = settings.origin(host_name_of(host))
    decided = await link_answer(brand, target, resolution, wish, origin, now())
    return [*steps, *_found(brand, resolution), *_links(decided), _answer(resolution, decided)]


def _wish(query: str, accept: str, accept_language: str) -> Wish:
    pairs = dict(reversed(parse_qsl(query, keep_blank_values=True)))
    return read_wish(pairs.get("linkType"), pairs.get("context"), accept.encode(), accept_language.encode())


def _links(decided: LinkAnswer) -> list[Step]:
    """What has links, from the most granular up, and the rules that chose among them."""
    levels = [Step(step="level", finding=f"{_count(len(level.all))} of {level.anchor}") for level in decided.levels]
    well = decided.kind in _ANSWERED
    return levels + [Step(step="rule", finding=reason, went_well=well) for reason in decided.reasons]


def _said_of(target: DigitalLink | InternalId) -> str:
    if isinstance(target, InternalId):
        return f"an internal id: {target.kind} {target.id}"
    return "a GS1 Digital Link: " + ", ".join(target.hri)


def _found(brand: KnownBrand, resolution: Resolution) -> list[Step]:
    """What is known of the unit, its mint batch and lot."""
    steps = []
    if resolution.unit_number is not None:
        unit_id = brand.ranges.codec.unit_id_of(resolution.unit_number)
        steps.append(Step(step="unit", finding=f"unit {resolution.unit_number} of the brand, {unit_id}"))
    if resolution.minted is not None:
        minted = resolution.minted
        finding = f"mint batch {minted.mint_batch_id} ({minted.status}), units {minted.first} to {minted.end - 1}"
        finding += "; a sandbox mint: the page says so" if minted.is_sandbox else ""
        steps.append(Step(step="mint batch", finding=finding))
    if resolution.lot is not None:
        steps.append(Step(step="lot", finding=f"lot {resolution.lot.lot_code}"))
    if resolution.awaits_activation:
        finding = "a person's scan makes it active, unless one did before; this look does not"
        steps.append(Step(step="activation", finding=finding))
    return steps


def _count(links: int) -> str:
    return "1 link" if links == 1 else f"{links} links"


def _answer(resolution: Resolution, decided: LinkAnswer) -> Step:
    caching = "may be cached for an hour" if resolution.may_be_cached else "must not be cached"
    match decided.kind:
        case AnswerKind.LINK:
            (link,) = decided.links
            is_passport = link.href.endswith(f"/passport/{resolution.passport}")
            end = f"; {_ENDS[resolution.outcome]}" if is_passport and resolution.outcome in _ENDS else ""
            return Step(step="answer", finding=f"307 to {link.href}, {link.title!r}, {caching}{end}")
        case AnswerKind.LINKSET:
            return Step(step="answer", finding="200 with the linkset")
        case AnswerKind.CHOICES:
            return Step(step="answer", finding=f"300 with a choice of {len(decided.links)} links")
        case AnswerKind.NO_SUCH_LINK:
            return Step(step="answer", finding="404: it has no link of this type", went_well=False)
        case AnswerKind.GONE:
            return Step(step="answer", finding="410: it was withdrawn; its linkset stays", went_well=False)
        case AnswerKind.UNKNOWN:
            return Step(step="answer", finding="404: nothing is known that could be shown", went_well=False)
