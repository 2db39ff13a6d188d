"""The unit that an EPC names: its Digital Link URI on any host, or the URN of an SGTIN."""

from typing import Any, Final, NamedTuple
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.brand_origin import brand_origin
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.find_unit import find_unit
from countermark.features.minting.find_unit_by_serial import find_unit_by_serial
from countermark.gs1 import GS1SyntaxError, parse_digital_link
from countermark.gs1.epc import parse_epc_uri
from countermark.kit.errors import InvalidInput

URN: Final = "urn:epc:"
OWN_PATH: Final = "/mu/"


class MatchedUnit(NamedTuple):
    """A unit's number, and the mint batch it is of."""

    number: int
    mint_batch_id: UUID


async def match_epc(tx: Tx, epc: str) -> MatchedUnit | None:
    """The unit; ``None`` when the brand has none such.

    Raises:
        InvalidInput: the text is no EPC of a single thing.
    """
    own = await brand_origin(tx) + OWN_PATH
    if epc.startswith(own):
        return await _unit_of_id(tx, epc.removeprefix(own))
    try:
        if epc.startswith(URN):
            sgtin = parse_epc_uri(epc).sgtin
            gtin, serial = sgtin.gtin, sgtin.serial
        else:
            link = parse_digital_link(epc)
            gtin, serial = link.gtin or "", link.serial or ""
    except GS1SyntaxError as error:
        raise InvalidInput(
            "_match_epc", f"is no EPC: {error.reason}", hint="such as https://.../01/.../21/..."
        ) from None
    if not gtin or not serial:
        raise InvalidInput("_match_epc", "names no single thing", hint="give a GTIN with its serial")
    found = await find_unit_by_serial(tx, serial)
    return _matched(found.number, found.row) if found is not None and found.row["gtin"] == gtin else None


async def _unit_of_id(tx: Tx, text: str) -> MatchedUnit | None:
    try:
        number = (await unit_codec(tx)).number_of_unit_id(UUID(text))
    except ValueError:
        return None
    row = await find_unit(tx, number)
    return _matched(number, row) if number is not None and row is not None else None


def _matched(number: int, row: Any) -> MatchedUnit:
    return MatchedUnit(number, row["mint_batch_id"])
