"""What a scan can be about, from the unit up to the key, with the links of each (GS1 Resolver 1.2.1, 2.5.9-2.5.10)."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from countermark.features.links.anchor import key_path, qualifier_path
from countermark.features.passports.passport_page import BrandHeader
from countermark.features.resolution.brand_memory import KnownBrand
from countermark.features.resolution.known_link import KnownLink, passport_links, passport_page
from countermark.features.resolution.known_products import KnownProduct
from countermark.features.resolution.resolution import Resolution
from countermark.features.resolution.scan_target import InternalId
from countermark.gs1 import DigitalLink
from countermark.gs1.percent_encoding import percent_decode

# The orders of walking up. A serial is a level of its own: variant and lot beside it only inform.
_ORDERS: Final = (
    ("21",),
    ("22", "10"),
    ("10",),
    ("22",),
    ("235",),
    ("254",),
    ("7040",),
    ("8011",),
    ("8019",),
    ("8020",),
    (),
)
_SHOWN: Final = ("published", "revoked")


class Level(NamedTuple):
    """One thing that has links. ``anchor`` is its URI on this resolver; ``own`` are the brand's, ``all`` ours too.
    ``elements`` say what it is: ``(("01", "09506000134352"), ("10", "L1"))``; none where it has no GS1 key."""

    anchor: str
    description: str
    elements: tuple[tuple[str, str], ...]
    own: tuple[KnownLink, ...]
    all: tuple[KnownLink, ...]
    passport: KnownLink | None


class _Place(NamedTuple):
    path: str
    address: str
    passport: str | None


def levels_of_qualifiers(qualifiers: Sequence[tuple[str, str]]) -> list[tuple[tuple[str, str], ...]]:
    """The qualifiers of each level of a link, the most granular first, ``()`` last."""
    given = dict(qualifiers)
    return [tuple((ai, given[ai]) for ai in order) for order in _ORDERS if all(ai in given for ai in order)]


async def link_levels(
    brand: KnownBrand, target: DigitalLink | InternalId, resolution: Resolution, origin: str
) -> list[Level]:
    """The levels that have a link, the most granular first. ``origin`` is that of this resolver's addresses."""
    if isinstance(target, DigitalLink) and target.gtin is None:
        return await _levels_of_key(brand, target, origin)
    product = await _product_of(brand, target, resolution)
    if product is None:
        return []
    places = _places(brand, target, resolution, product, origin)
    owned = await brand.links.at(product.product_ids[0], [place.path for place in places])
    levels = (_level(place, owned.get(place.path, ()), product.name, brand.ranges.header, origin) for place in places)
    return [level for level in levels if level.all]


async def _product_of(
    brand: KnownBrand, target: DigitalLink | InternalId, resolution: Resolution
) -> KnownProduct | None:
    """The product a scan found, else the one its GTIN names; a GTIN that was given on names another than its units."""
    named = await brand.products.of_gtin(target.gtin) if isinstance(target, DigitalLink) and target.gtin else None
    if resolution.product_id is None or (named is not None and named.product_ids[0] == resolution.product_id):
        return named
    return await brand.products.of_id(resolution.product_id)


def _places(
    brand: KnownBrand, target: DigitalLink | InternalId, resolution: Resolution, product: KnownProduct, origin: str
) -> list[_Place]:
    minted = resolution.minted
    gtin = target.gtin if isinstance(target, DigitalLink) else minted.gtin if minted else None
    asked = levels_of_qualifiers(target.qualifiers) if isinstance(target, DigitalLink) else [()]
    passports: dict[str, tuple[str | None, str | None]] = {}
    if resolution.unit_number is not None and minted is not None and minted.is_serialised:
        serial = qualifier_path((("21", resolution.serial or ""),))
        unit_id = brand.ranges.codec.unit_id_of(resolution.unit_number)
        passports[serial] = (f"/mu/{unit_id}", resolution.passport)
    if resolution.lot is not None:
        lot = qualifier_path((("10", resolution.lot.lot_code),))
        passports[lot] = (f"/ml/{resolution.lot.lot_id}", str(resolution.lot.passport_id))
    model = None if product.passport_id is None else str(product.passport_id)
    is_shown = product.passport_state in _SHOWN or resolution.passport == model
    passports[""] = (f"/mb/{minted.mint_batch_id}" if minted else None, model if is_shown else None)
    paths = list(dict.fromkeys([*passports, *(qualifier_path(qualifiers) for qualifiers in asked)]))
    paths.sort(key=_depth)
    places = []
    for path in paths:
        internal, passport = passports.get(path, (None, None))
        address = f"/01/{gtin}{path}" if gtin is not None else internal
        if address is not None:
            places.append(_Place(path, address, passport))
    return places


def _depth(path: str) -> int:
    ais = tuple(path.split("/")[1::2])
    return _ORDERS.index(ais) if ais in _ORDERS else 0


def _level(place: _Place, own: tuple[KnownLink, ...], name: str | None, brand: BrandHeader, origin: str) -> Level:
    ours: tuple[KnownLink, ...] = ()
    passport = None
    if place.passport is not None:
        ours = passport_links(origin, place.passport, own)
        passport = passport_page(origin, place.passport)
    elements = _elements(place.address)
    return Level(origin + place.address, name or brand.name, elements, own, (*ours, *own), passport)


def _elements(address: str) -> tuple[tuple[str, str], ...]:
    """The AIs and values in a GS1 path; of one of our own addresses, none."""
    parts = address.split("/")[1:]
    if not parts[0].isdecimal():
        return ()
    values = (percent_decode(text, plus_is_space=False) for text in parts[1::2])
    return tuple(zip(parts[::2], values, strict=True))


async def _levels_of_key(brand: KnownBrand, target: DigitalLink, origin: str) -> list[Level]:
    """Those of a key that is no GTIN: it is known when the brand has links for it."""
    key = key_path(DigitalLink(key_ai=target.key_ai, key_value=target.key_value))
    paths = [key + qualifier_path(qualifiers) for qualifiers in levels_of_qualifiers(target.qualifiers)]
    owned = await brand.links.at(None, paths)
    places = [_Place(path, path, None) for path in paths if path in owned]
    return [_level(place, owned[place.path], None, brand.ranges.header, origin) for place in places]
