"""The serials of units in the style of their mint batch, computed or, of own ones, read."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.serial_style import SerialStyle
from countermark.serials import UnitCodec

LONGEST_SERIAL: Final = 20
"""AI (21), GS1 General Specifications 3.5.2."""
Serials = NDArray[np.bytes_]


async def serials_of_units(
    tx: Tx, codec: UnitCodec, batch: Mapping[str, Any], numbers: Sequence[int]
) -> dict[int, str]:
    """The serials of units of one mint batch (a row of it) by their numbers, for a page of them."""
    if batch["serial_style"] == SerialStyle.OWN:
        first = batch["first_unit_number"]
        rows = queries.list_own_serials(
            tx.connection,
            brand_id=tx.brand_id,
            serial_list_id=batch["serial_list_id"],
            places=[number - first for number in numbers],
        )
        return {first + row["place"]: row["serial"] async for row in rows}
    compute = codec.numeric_serial_of if batch["serial_style"] == SerialStyle.NUMERIC else codec.serial_of
    return {number: compute(number) for number in numbers}


async def serial_of_unit(tx: Tx, codec: UnitCodec, batch: Mapping[str, Any], number: int) -> str:
    """The serial of one unit of a mint batch."""
    return (await serials_of_units(tx, codec, batch, [number]))[number]


async def serials_of_stretch(tx: Tx, codec: UnitCodec, batch: Mapping[str, Any], first: int, count: int) -> Serials:
    """The serials, shape (count,), of the units first .. first + count - 1 of a serialised mint batch.

    S16 or S12, all of one length, when they are generated; S20 and of any length when they are the brand's own.
    """
    if batch["serial_style"] == SerialStyle.OWN:
        own = await read_own_serials(tx, batch["serial_list_id"], first - batch["first_unit_number"], count)
        return np.array([serial.encode() for serial in own], dtype=f"S{LONGEST_SERIAL}")
    if batch["serial_style"] == SerialStyle.NUMERIC:
        return codec.numeric_serials_of(first, count)
    return codec.serials_of(first, count)


async def read_own_serials(tx: Tx, serial_list_id: UUID, place: int, count: int) -> list[str]:
    """``count`` own serials of a list from a place (0 is the first) on, in their order."""
    rows = queries.list_own_serials_from(
        tx.connection,
        brand_id=tx.brand_id,
        serial_list_id=serial_list_id,
        first_place=place,
        last_place=place + count - 1,
    )
    return [row["serial"] async for row in rows]
