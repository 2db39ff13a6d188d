"""Judges which of many units can be revoked: found by their ids or serials, in a few statements for all of them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

import numpy as np

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.mint_batch import EXISTING, queries
from countermark.features.minting.own_serials import decoded_numbers
from countermark.features.minting.serial_style import SerialStyle

NUMBERS_AT_ONCE: Final = 20_000


class NamedUnit(NamedTuple):
    """A unit number that a row names, and in which style of serial (``None``: by its id)."""

    number: int
    style: SerialStyle | None


class JudgedUnit(NamedTuple):
    """A row: its unit, or why it cannot be revoked."""

    number: int | None
    mint_batch_id: UUID | None
    code: str | None = None
    message: str | None = None


async def numbers_of_ids(tx: Tx, unit_ids: Sequence[UUID]) -> list[NamedUnit | None]:
    """What each id names; ``None`` for one that is no unit's."""
    codec = await unit_codec(tx)
    numbers = [codec.number_of_unit_id(unit_id) for unit_id in unit_ids]
    return [None if number is None else NamedUnit(number, None) for number in numbers]


async def numbers_of_serials(tx: Tx, serials: Sequence[str]) -> list[NamedUnit | None]:
    """What each serial names: decoded, else looked up among the brand's own."""
    named: list[NamedUnit | None] = [None] * len(serials)
    for style, places, numbers in decoded_numbers(await unit_codec(tx), serials):
        for place, number in zip(places, numbers, strict=True):
            if number >= 0:
                named[place] = NamedUnit(number, style)
    unread = sorted({serial for place, serial in enumerate(serials) if named[place] is None and serial})
    rows = queries.find_own_serials(tx.connection, brand_id=tx.brand_id, serials=unread)
    own = {row["serial"]: row["number"] async for row in rows}
    for place, serial in enumerate(serials):
        if serial in own:
            named[place] = NamedUnit(own[serial], SerialStyle.OWN)
    return named


async def judge_units(tx: Tx, named: Sequence[NamedUnit | None], seen: set[int] | None = None) -> list[JudgedUnit]:
    """A verdict for each row, in their order. ``seen`` are the numbers of rows before; those judged here are added."""
    seen = set() if seen is None else seen
    numbers = sorted({unit.number for unit in named if unit is not None})
    rows: dict[int, Mapping[str, Any]] = {}
    for start in range(0, len(numbers), NUMBERS_AT_ONCE):
        some = numbers[start : start + NUMBERS_AT_ONCE]
        found = queries.list_units_to_revoke(tx.connection, brand_id=tx.brand_id, numbers=some)
        rows |= {row["number"]: row async for row in found}
    judged = []
    for unit in named:
        if unit is None:
            judged.append(JudgedUnit(None, None, "UNIT_UNKNOWN", "the brand has no such unit"))
            continue
        row = rows[unit.number]
        problem = _problem(unit, row) or (
            ("UNIT_REPEATED", "stands further up already") if unit.number in seen else None
        )
        seen.add(unit.number)
        judged.append(JudgedUnit(unit.number, row["mint_batch_id"], *(problem or (None, None))))
    return judged


def _problem(unit: NamedUnit, row: Mapping[str, Any]) -> tuple[str, str] | None:
    if row["mint_batch_id"] is None or row["status"] == "failed" or unit.style not in (None, row["serial_style"]):
        return "UNIT_UNKNOWN", "the brand has no such unit"
    if row["identity_mode"] == "batch":
        if unit.style is not None:
            return "UNIT_UNKNOWN", "the brand has no such unit"
        return "UNIT_HAS_NO_PASSPORT", "it shares the passport of its lot; revoke that"
    if row["status"] not in EXISTING:
        return "UNIT_NOT_MINTED", "it is not minted yet"
    if "revoked" in (row["passport_state"], row["own_state"]):
        return "UNIT_REVOKED", "it is revoked already"
    return None


def packed(numbers: Sequence[int]) -> bytes:
    """Numbers as bytes, 8 of each, to be kept in one value."""
    return np.array(numbers, dtype=">i8").tobytes()


def unpacked(content: bytes) -> list[int]:
    """The numbers in bytes that :func:`packed` made."""
    return np.frombuffer(content, dtype=">i8").tolist()  # type: ignore[no-any-return]
