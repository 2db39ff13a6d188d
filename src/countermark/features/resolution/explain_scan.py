"""Says step by step what a scan would do, by the resolver's own code, without activating or recording anything."""

from urllib.parse import urlsplit

import msgspec

from countermark.db.pool import Pool
from countermark.features.resolution.brand_memory import BrandMemory, KnownBrand, host_name_of
from countermark.features.resolution.resolution import Resolution
from countermark.features.resolution.resolve_target import resolve_target
from countermark.features.resolution.scan_target import InternalId, MalformedScan, read_target
from countermark.features.scans.scan_event import Outcome
from countermark.gs1 import DigitalLink

_ENDS = {
    Outcome.RESOLVED: "the passport is published",
    Outcome.PENDING: "the passport is not published, or the unit not minted yet: the page will say so",
    Outcome.REVOKED: "the passport is revoked: the page will say so",
    Outcome.WALKED_UP: "the next thing up that is known stands in for what is not",
}


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the resolver does. ``went_well`` is false where a scan would stop or go another way."""

    step: str
    finding: str
    went_well: bool = True


async def explain_scan(pool: Pool, master_key: bytes, base_domain: str, url: str) -> list[Step]:
    """The steps for a scanned URL: host, syntax, what was looked for, what was found, the answer."""
    parts = urlsplit(url)
    memory = BrandMemory(pool, master_key, base_domain)
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
    return [*steps, *_found(brand, resolution), _answer(resolution)]


def _said_of(target: DigitalLink | InternalId) -> str:
    if isinstance(target, InternalId):
        return f"an internal id: {target.kind} {target.id}"
    return "a GS1 Digital Link: " + ", ".join(target.hri)


def _found(brand: KnownBrand, resolution: Resolution) -> list[Step]:
    """What is known of the unit, its mint batch and lot."""
    steps = []
    if resolution.unit_number is not None:
        serial = brand.ranges.codec.serial_of(resolution.unit_number)
        steps.append(Step(step="unit", finding=f"serial {serial} is unit {resolution.unit_number} of the brand"))
    if resolution.minted is not None:
        minted = resolution.minted
        finding = f"mint batch {minted.mint_batch_id} ({minted.status}), units {minted.first} to {minted.end - 1}"
        steps.append(Step(step="mint batch", finding=finding))
    if resolution.lot is not None:
        steps.append(Step(step="lot", finding=f"lot {resolution.lot.lot_code}"))
    if resolution.awaits_activation:
        finding = "a person's scan makes it active, unless one did before; this look does not"
        steps.append(Step(step="activation", finding=finding))
    return steps


def _answer(resolution: Resolution) -> Step:
    if resolution.passport is None:
        return Step(step="answer", finding="404: nothing is known that could be shown", went_well=False)
    caching = "may be cached for an hour" if resolution.may_be_cached else "must not be cached"
    end = _ENDS[resolution.outcome]
    return Step(step="answer", finding=f"307 to /passport/{resolution.passport}, {caching}; {end}")
