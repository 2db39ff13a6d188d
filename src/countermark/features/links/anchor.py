"""What a link is about: a product, a lot or unit of it, or the thing another GS1 key names."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.gs1 import DigitalLink, GS1SyntaxError, parse_path
from countermark.gs1.application_identifier_value import check_value
from countermark.gs1.percent_encoding import percent_encode
from countermark.kit.errors import InvalidInput, unknown

queries = load_queries(__file__)
SERIAL_AI = "21"


class Anchor(NamedTuple):
    """With a product, ``path`` holds the qualifiers of its GTINs (``""`` is the product, ``"/10/L1"`` a lot); without
    one it is the whole path of another key."""

    product_id: UUID | None
    path: str


class Named(NamedTuple):
    """How a request names an anchor: by the product's id with at most a lot, variant or serial, or by a GS1 path."""

    product_id: UUID | None = None
    cpv: str | None = None
    lot: str | None = None
    serial: str | None = None
    gs1_path: str | None = None


def qualifier_path(qualifiers: tuple[tuple[str, str], ...]) -> str:
    """``"/10/L%2F1"`` of ``(("10", "L/1"),)``: the spelling that anchors are stored and looked up in."""
    return "".join(f"/{ai}/{percent_encode(value)}" for ai, value in qualifiers)


def key_path(link: DigitalLink) -> str:
    """The whole path of a link that is not about a GTIN, without its data attributes."""
    return qualifier_path(((link.key_ai, link.key_value), *link.qualifiers))


async def find_anchor(tx: Tx, named: Named) -> Anchor:
    """The anchor a request names.

    Raises:
        InvalidInput: nothing or too much is named, bad GS1 syntax, a GTIN that no product of the brand has or had, or a
            serial together with a lot or variant (a record of a serial carries neither: GS1 Resolver 1.2.1, 2.5.10).
    """
    if named.gs1_path is not None:
        if any(value is not None for value in named[:4]):
            raise InvalidInput("_gs1_path", "stands alone: it names product, lot and serial itself")
        return await _anchor_of_path(tx, named.gs1_path)
    if named.product_id is None:
        raise InvalidInput("_product_id", "name a product, or something else by _gs1_path")
    given = (("22", "_cpv", named.cpv), ("10", "_lot", named.lot), ("21", "_serial", named.serial))
    qualifiers = tuple(
        (ai, checked_qualifier(argument, ai, value)) for ai, argument, value in given if value is not None
    )
    refuse_serial_with_others("_serial", qualifiers)
    return Anchor(named.product_id, qualifier_path(qualifiers))


async def _anchor_of_path(tx: Tx, text: str) -> Anchor:
    link = parsed_gs1_path("_gs1_path", text)
    refuse_serial_with_others("_gs1_path", link.qualifiers)
    if link.gtin is None:
        return Anchor(None, key_path(link))
    product_id = await queries.find_product_of_gtin(tx.connection, brand_id=tx.brand_id, gtin=link.gtin)
    if product_id is None:
        raise unknown("_gs1_path", f"product with GTIN {link.gtin}")
    return Anchor(product_id, qualifier_path(link.qualifiers))


def parsed_gs1_path(argument: str, text: str) -> DigitalLink:
    """The link in a path such as ``/414/9506000134352``, or in a whole address.

    Raises:
        InvalidInput: not a GS1 Digital Link; says why.
    """
    try:
        parts = urlsplit(text.strip())
        path = parts.path.removesuffix("/").encode("ascii")
        return parse_path(path, parts.query.encode("ascii"), check_pairing=False)
    except GS1SyntaxError as error:
        raise InvalidInput(argument, str(error), hint="a path looks like /414/9506000134352") from None
    except ValueError:
        raise InvalidInput(argument, "is no address", hint="a path looks like /414/9506000134352") from None


def checked_qualifier(argument: str, ai: str, value: str) -> str:
    """``value`` if it is one of ``ai``.

    Raises:
        InvalidInput: says what is wrong.
    """
    try:
        check_value(ai, value, "value")
    except GS1SyntaxError as error:
        raise InvalidInput(argument, str(error)) from None
    return value


def refuse_serial_with_others(argument: str, qualifiers: tuple[tuple[str, str], ...]) -> None:
    """A record of a serial carries neither lot nor variant (GS1 Resolver 1.2.1, 2.5.10).

    Raises:
        InvalidInput: it does.
    """
    if len(qualifiers) > 1 and any(ai == SERIAL_AI for ai, _ in qualifiers):
        raise InvalidInput(argument, "a unit is named by its serial alone, without lot or variant")


def gs1_path_of(row: Mapping[str, Any]) -> str | None:
    """The GS1 path of a stored anchor; ``None`` for a product without a GTIN."""
    if row["product_id"] is None:
        return str(row["path"])
    return None if row["gtin"] is None else f"/01/{row['gtin']}{row['path']}"
