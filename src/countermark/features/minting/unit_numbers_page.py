"""Finds the numbers of the units on a page of a mint batch, without walking the units before it.

Untouched units all have one status, that of the batch; rows exist only for the others. So a page of the common
status is the next numbers of the range without the exceptions, and a page of another one is those exceptions.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import numpy as np

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import EXISTING, queries
from countermark.features.minting.passport_state import UnitStatus, effective_state, unit_status

FIRST_STRETCH = 256
STRETCH_GROWTH = 8

Row = Mapping[str, Any]


async def unit_numbers_page(
    tx: Tx, batch: Row, lots: Sequence[Row], wanted: UnitStatus | None, *, after: int, most: int
) -> list[int]:
    """The next ``most`` unit numbers above ``after`` with status ``wanted`` (``None``: any), in order."""
    if batch["status"] not in EXISTING:
        return []
    if batch["identity_mode"] == "batch":
        return _numbers_of_lots(batch, lots, wanted, after, most)
    common = _common_status(batch)
    last = batch["first_unit_number"] + batch["quantity"] - 1
    if wanted is None or common is UnitStatus.REVOKED:
        in_order = range(after + 1, last + 1) if wanted in (None, common) else range(0)
        return list(in_order[:most])
    if wanted is common:
        return await _numbers_but(tx, after + 1, last, most, but_activated=common is UnitStatus.MINTED)
    if wanted is UnitStatus.MINTED:  # everything was activated at mint
        return []
    key = {"brand_id": tx.brand_id, "mint_batch_id": batch["mint_batch_id"]}
    listing = queries.list_revoked_units if wanted is UnitStatus.REVOKED else queries.list_activated_units
    return await _numbers(listing(tx.connection, **key, after=after, most=most))


def lot_status(batch: Row, lot: Row) -> UnitStatus:
    """The status of all units of a lot."""
    state = effective_state(batch["passport_state"], lot["passport_state"])
    is_active = batch["activation_mode"] == "active_at_mint" or lot["activated_at"] is not None
    return unit_status(state, is_active=is_active)


def _common_status(batch: Row) -> UnitStatus:
    return unit_status(batch["passport_state"], is_active=batch["activation_mode"] == "active_at_mint")


def _numbers_of_lots(batch: Row, lots: Sequence[Row], wanted: UnitStatus | None, after: int, most: int) -> list[int]:
    numbers: list[int] = []
    for lot in lots:
        if wanted in (None, lot_status(batch, lot)):
            end = lot["first_unit_number"] + lot["quantity"]
            numbers += range(max(after + 1, lot["first_unit_number"]), end)[: most - len(numbers)]
    return numbers


async def _numbers_but(tx: Tx, first: int, last: int, most: int, *, but_activated: bool) -> list[int]:
    """Looks through stretches that grow: one small one where units are untouched, a handful where most are not."""
    numbers: list[int] = []
    length = FIRST_STRETCH
    while first <= last and len(numbers) < most:
        end = min(first + length - 1, last)
        key = {"brand_id": tx.brand_id, "first_number": first, "last_number": end}
        packed = await queries.get_units_but(tx.connection, **key, activated=but_activated)
        others = np.frombuffer(packed or b"", dtype=">i8")
        left = np.setdiff1d(np.arange(first, end + 1), others, assume_unique=True)
        numbers += left[: most - len(numbers)].tolist()
        first, length = end + 1, length * STRETCH_GROWTH
    return numbers


async def _numbers(rows: AsyncIterator[Row]) -> list[int]:
    return [next(iter(row.values())) async for row in rows]
