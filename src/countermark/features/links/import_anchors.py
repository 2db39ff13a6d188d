"""What many rows are about: products found by GTIN, SKU or id in one statement each."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.links.anchor import (
    Anchor,
    checked_qualifier,
    key_path,
    parsed_gs1_path,
    qualifier_path,
    queries,
    refuse_serial_with_others,
)
from countermark.gs1 import GS1SyntaxError, normalise_gtin
from countermark.kit.errors import InvalidInput

Qualifiers = tuple[tuple[str, str], ...]


class LinkAbout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A product by ``product_id``, ``gtin`` or ``sku``, with at most a variant, lot or serial; or by ``gs1_path``."""

    gs1_path: str | None = None
    product_id: UUID | None = None
    gtin: str | None = None
    sku: str | None = None
    cpv: str | None = None
    lot: str | None = None
    serial: str | None = None


class _Named(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it is looked up: a key of its own, or a product by one of three names."""

    key: str | None = None
    product_id: UUID | None = None
    gtin: str | None = None
    sku: str | None = None
    qualifiers: Qualifiers = ()


async def anchors_of(tx: Tx, abouts: Mapping[int, LinkAbout]) -> dict[int, Anchor | str]:
    """The anchor of each row by its number, or why there is none."""
    named: dict[int, _Named | str] = {place: _named(about) for place, about in abouts.items()}
    looked_up = [one for one in named.values() if isinstance(one, _Named)]
    found = queries.find_products_named(
        tx.connection,
        brand_id=tx.brand_id,
        product_ids=[one.product_id for one in looked_up if one.product_id is not None],
        gtins=[one.gtin for one in looked_up if one.gtin is not None],
        skus=[one.sku for one in looked_up if one.sku is not None],
    )
    products = {row["name"]: row["product_id"] async for row in found}
    return {place: one if isinstance(one, str) else _anchor(one, products) for place, one in named.items()}


def _named(about: LinkAbout) -> _Named | str:
    names = {"gs1_path": about.gs1_path, "product_id": about.product_id, "gtin": about.gtin, "sku": about.sku}
    given = [name for name, value in names.items() if value is not None]
    if len(given) != 1:
        return "name one of gs1_path, product_id, gtin and sku" + (f", not {' and '.join(given)}" if given else "")
    try:
        if about.gs1_path is not None:
            return _of_path(about.gs1_path)
        values = (("22", "cpv", about.cpv), ("10", "lot", about.lot), ("21", "serial", about.serial))
        qualifiers = tuple((ai, checked_qualifier(name, ai, value)) for ai, name, value in values if value is not None)
        refuse_serial_with_others("serial", qualifiers)
        gtin = None if about.gtin is None else normalise_gtin(about.gtin.strip())
        sku = None if about.sku is None else about.sku.strip().casefold()
        return _Named(product_id=about.product_id, gtin=gtin, sku=sku, qualifiers=qualifiers)
    except InvalidInput as error:
        return error.details
    except GS1SyntaxError as error:
        return f"gtin: {error}"


def _of_path(text: str) -> _Named:
    link = parsed_gs1_path("gs1_path", text)
    refuse_serial_with_others("gs1_path", link.qualifiers)
    if link.gtin is None:
        return _Named(key=key_path(link))
    return _Named(gtin=link.gtin, qualifiers=link.qualifiers)


def _anchor(named: _Named, products: Mapping[str, UUID]) -> Anchor | str:
    if named.key is not None:
        return Anchor(None, named.key)
    for kind, value in (("product_id", named.product_id), ("gtin", named.gtin), ("sku", named.sku)):
        if value is not None:
            product_id = products.get(f"{kind}:{value}")
            return (
                f"{kind}: no such product in this brand"
                if product_id is None
                else Anchor(product_id, qualifier_path(named.qualifiers))
            )
    raise AssertionError("a row names something")
