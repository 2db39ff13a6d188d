"""From what was scanned to a passport: unit, else lot, else product (SYSTEM.md 6; GS1 Resolver 1.2.1, 2.5.9)."""

from typing import Final, NamedTuple

import msgspec

from countermark.features.minting.find_unit_by_serial import decoded_serial
from countermark.features.minting.passport_state import PassportState, effective_state
from countermark.features.minting.serial_style import SerialStyle
from countermark.features.resolution.brand_ranges import BrandRanges, LotRange, MintedRange
from countermark.features.resolution.known_products import KnownProduct, KnownProducts
from countermark.features.resolution.resolution import Resolution
from countermark.features.resolution.scan_target import InternalId, InternalKind
from countermark.features.scans.scan_event import Outcome
from countermark.gs1 import DigitalLink

_OUTCOMES: Final[dict[str, Outcome]] = {
    PassportState.UNPUBLISHED: Outcome.PENDING,
    PassportState.PUBLISHED: Outcome.RESOLVED,
    PassportState.REVOKED: Outcome.REVOKED,
}
_NOT_MINTED_YET: Final = "queued"
_VOIDED: Final = "voided"


async def resolve_target(ranges: BrandRanges, products: KnownProducts, target: DigitalLink | InternalId) -> Resolution:
    """Where the scan leads. Answers from memory, but for the first scan of a GTIN since the brand changed."""
    if isinstance(target, InternalId):
        return await _resolve_internal(ranges, products, target)
    if target.gtin is None:
        return Resolution(outcome=Outcome.UNKNOWN, missed=(f"AI ({target.key_ai}): this resolver serves GTINs",))
    product = products.remembered(target.gtin) or await products.of_gtin(target.gtin)
    if product is None:
        return Resolution(outcome=Outcome.UNKNOWN, missed=(f"GTIN {target.gtin}: no product has or had it",))
    if target.serial is None:
        return _lot_or_product(ranges, product, target, ())
    found = await _unit_of_serial(ranges, products, product, target)
    if isinstance(found, Resolution):
        return found
    resolution = _lot_or_product(ranges, product, target, (found.why,))
    resolution.unheard_unit = found.unheard_unit
    return resolution


def unit_in_memory(ranges: BrandRanges, product: KnownProduct, gtin: str, serial: str) -> Resolution | None:
    """What ``resolve_target`` gives for GTIN and serial where the serial decodes to a unit of its own passport.

    ``None`` for every other, whether it is known or not.
    """
    number = ranges.codec.number_of(serial)
    minted = None if number is None else ranges.range_of(number)
    if number is None or minted is None or not minted.is_serialised:
        return None
    if minted.serial_style != SerialStyle.ALPHANUMERIC or not _belongs(minted, product, gtin):
        return None
    return _unit(ranges, minted, number, serial)


def _lot_or_product(
    ranges: BrandRanges, product: KnownProduct, link: DigitalLink, missed: tuple[str, ...]
) -> Resolution:
    if link.lot is not None:
        lots = (ranges.lots_by_code.get((product_id, link.lot)) for product_id in product.product_ids)
        lot = next((lot for lot in lots if lot is not None), None)
        if lot is not None:
            return _lot(ranges, lot, None, missed)
        missed = (*missed, f"lot {link.lot}: the product has no such lot")
    return _product(product, missed)


class _NoUnit(NamedTuple):
    """Why a serial led to no unit; ``unheard_unit`` as in :class:`Resolution`."""

    why: str
    unheard_unit: int | None = None


async def _unit_of_serial(
    ranges: BrandRanges, products: KnownProducts, product: KnownProduct, link: DigitalLink
) -> Resolution | _NoUnit:
    """The unit, or why there is none. A unit belongs to a GTIN its product has or ever had."""
    serial = link.serial or ""
    number, style = await _number_of(ranges, products, serial)
    if number is None:
        return _NoUnit(f"serial {serial}: not one this brand ever made")
    minted = ranges.range_of(number)
    if minted is None and style is SerialStyle.ALPHANUMERIC:
        return _NoUnit(f"serial {serial}: unit {number} was never minted", number)
    if minted is None or minted.serial_style != style:
        return _NoUnit(f"serial {serial}: unit {number} was never minted")
    if not _belongs(minted, product, link.gtin):
        return _NoUnit(f"serial {serial}: belongs to another product than GTIN {link.gtin}")
    return _unit(ranges, minted, number, serial)


def _belongs(minted: MintedRange, product: KnownProduct, gtin: str | None) -> bool:
    return minted.product_id in product.product_ids or minted.gtin == gtin


async def _number_of(ranges: BrandRanges, products: KnownProducts, serial: str) -> tuple[int | None, SerialStyle]:
    """The unit number: decoded, which costs no query, else looked up if the brand ever minted serials of its own."""
    decoded = decoded_serial(ranges.codec, serial)
    if decoded is not None:
        return decoded
    own = await products.own_serials.find(serial) if ranges.own_lists else None
    minted = ranges.own_lists.get(own.serial_list_id) if own else None
    return minted.first + own.place if minted and own else None, SerialStyle.OWN


async def _serial_of(ranges: BrandRanges, products: KnownProducts, minted: MintedRange, number: int) -> str:
    if minted.serial_list_id is not None:
        return await products.own_serials.serial_at(minted.serial_list_id, number - minted.first)
    numeric = minted.serial_style == SerialStyle.NUMERIC
    return ranges.codec.numeric_serial_of(number) if numeric else ranges.codec.serial_of(number)


def _unit(ranges: BrandRanges, minted: MintedRange, number: int, serial: str) -> Resolution:
    if not minted.is_serialised:
        lot = ranges.lot_of(number)
        return Resolution(outcome=Outcome.UNKNOWN) if lot is None else _lot(ranges, lot, number, ())
    outcome = _outcome(ranges.passport_state_of(number, minted), minted)
    decodes = minted.serial_style == SerialStyle.ALPHANUMERIC
    return Resolution(
        outcome=outcome,
        passport=serial if decodes else str(ranges.codec.passport_id_of(number)),
        serial=serial,
        product_id=minted.product_id,
        minted=minted,
        unit_number=number,
        awaits_activation=minted.activates_on_scan and _can_activate(outcome, minted),
    )


def _lot(ranges: BrandRanges, lot: LotRange, number: int | None, missed: tuple[str, ...]) -> Resolution:
    minted = ranges.minted_by_id[lot.mint_batch_id]
    outcome = _outcome(effective_state(minted.passport_state, lot.passport_state), minted)
    waits = minted.activates_on_scan and not lot.is_active and _can_activate(outcome, minted)
    return Resolution(
        outcome=Outcome.WALKED_UP if missed and outcome is Outcome.RESOLVED else outcome,
        passport=str(lot.passport_id),
        product_id=lot.product_id,
        minted=minted,
        lot=lot,
        unit_number=number,
        awaits_activation=waits and not missed,
        missed=missed,
    )


def _product(product: KnownProduct, missed: tuple[str, ...]) -> Resolution:
    """The model's passport. Where a serial or lot is unknown, only a published one may stand in for it."""
    product_id = product.product_ids[0]
    if (
        product.passport_id is None
        or product.passport_state is None
        or (missed and product.passport_state != "published")
    ):
        return Resolution(outcome=Outcome.UNKNOWN, product_id=product_id, missed=missed)
    outcome = Outcome.WALKED_UP if missed else _OUTCOMES[product.passport_state]
    return Resolution(outcome=outcome, passport=str(product.passport_id), product_id=product_id, missed=missed)


async def _resolve_internal(ranges: BrandRanges, products: KnownProducts, target: InternalId) -> Resolution:
    if target.kind is InternalKind.UNIT:
        number = ranges.codec.number_of_unit_id(target.id)
        minted = None if number is None else ranges.range_of(number)
        if number is None or minted is None:
            return _missing(target, unheard_unit=number)
        serial = await _serial_of(ranges, products, minted, number) if minted.is_serialised else ""
        return _unit(ranges, minted, number, serial)
    if target.kind is InternalKind.LOT:
        lot = ranges.lots_by_id.get(target.id)
        return _missing(target) if lot is None else _lot(ranges, lot, None, ())
    minted = ranges.minted_by_id.get(target.id)
    return _missing(target) if minted is None else await _mint_batch(ranges, products, minted)


async def _mint_batch(ranges: BrandRanges, products: KnownProducts, minted: MintedRange) -> Resolution:
    """A mint batch of one lot is that lot; of others only the model can be said."""
    lot = ranges.lot_of(minted.first)
    if lot is not None and lot.end == minted.end:
        return _lot(ranges, lot, None, ())
    product = await products.of_id(minted.product_id)
    return (
        Resolution(outcome=Outcome.UNKNOWN)
        if product is None
        else msgspec.structs.replace(_product(product, ()), minted=minted)
    )


def _missing(target: InternalId, *, unheard_unit: int | None = None) -> Resolution:
    missed = (f"/{target.kind}/{target.id}: nothing has this id",)
    return Resolution(outcome=Outcome.UNKNOWN, missed=missed, unheard_unit=unheard_unit)


def _outcome(passport_state: str, minted: MintedRange) -> Outcome:
    if minted.status == _VOIDED:
        return Outcome.REVOKED
    return Outcome.PENDING if minted.status == _NOT_MINTED_YET else _OUTCOMES[passport_state]


def _can_activate(outcome: Outcome, minted: MintedRange) -> bool:
    return outcome is not Outcome.REVOKED and minted.status != _NOT_MINTED_YET
