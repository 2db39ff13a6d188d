"""Finds the unit a serial names, whatever the style: decoded where it can be, else looked up among the own ones."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.find_unit import find_unit
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.serial_style import SerialStyle
from countermark.features.minting.unit_serials import LONGEST_SERIAL
from countermark.serials import UnitCodec


class FoundUnit(NamedTuple):
    """A unit's number and its row, as :func:`find_unit` gives it."""

    number: int
    row: Mapping[str, Any]


def decoded_serial(codec: UnitCodec, serial: str) -> tuple[int, SerialStyle] | None:
    """The unit number and style of a text that reads as a generated serial; ``None`` for any other text."""
    number = codec.number_of(serial)
    if number is not None:
        return number, SerialStyle.ALPHANUMERIC
    number = codec.number_of_numeric_serial(serial)
    return None if number is None else (number, SerialStyle.NUMERIC)


async def find_unit_by_serial(tx: Tx, serial: str) -> FoundUnit | None:
    """The serialised unit of the brand that has this very serial; ``None`` when there is none."""
    decoded = decoded_serial(await unit_codec(tx), serial)
    if decoded is not None:
        number, style = decoded
        row = await find_unit(tx, number)
        matches = row is not None and row["identity_mode"] == "serial" and row["serial_style"] == style
        return FoundUnit(number, row) if matches and row is not None else None
    if not 1 <= len(serial) <= LONGEST_SERIAL or not serial.isascii():
        return None
    own: int | None = await queries.find_own_serial(tx.connection, brand_id=tx.brand_id, serial=serial)
    row = await find_unit(tx, own)
    return FoundUnit(own, row) if own is not None and row is not None else None
