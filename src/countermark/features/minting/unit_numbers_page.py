"""Finds the numbers of the units on a page of a mint batch, without walking the units before it.

Untouched units all have one status, that of the batch; rows exist only for the others. So a page of the common
status is the next numbers of the range without the exceptions, and a page of another one is those exceptions. Where
nearly all are exceptions, blocks of numbers that were all activated are passed by: they are counted behind the scans.
A serial tells its number, and units activated within a time are in an index by that time.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import EXISTING, queries
from countermark.features.minting.passport_state import UnitStatus, effective_state, unit_status
from countermark.features.minting.unit_filter import (
    EARLIEST,
    LATEST,
    UnitFilter,
    numbers_with_serial,
    range_of,
)
from countermark.serials import UnitCodec

BLOCK = 1_024
BLOCKS_AT_ONCE = (1, 4, 16, 64)
BLOCKS_IN_SIGHT = 16_384
LOOKED_AT_ONCE = 2_000

Row = Mapping[str, Any]


async def unit_numbers_page(
    tx: Tx, codec: UnitCodec, batch: Row, lots: Sequence[Row], wanted: UnitFilter, *, after: int, most: int
) -> list[int]:
    """The next ``most`` unit numbers that the filter leaves, above ``after`` and in order; those of units wanted by the
    time of their activation in the order of that, after the unit ``after``."""
    if batch["status"] not in EXISTING:
        return []
    if batch["identity_mode"] == "batch":
        return [] if wanted.by_serial else _numbers_of_lots(batch, lots, wanted, after, most)
    if wanted.lot_code is not None:
        return []
    if wanted.by_serial:
        stretches = numbers_with_serial(tx, codec, batch, wanted, after)
        return await _numbers_matching(tx, batch, stretches, wanted, most)
    if wanted.by_time:
        return await _numbers_by_time(tx, batch, wanted, after, most)
    return await _numbers_by_status(tx, batch, wanted.status, after, most)


async def _numbers_by_status(tx: Tx, batch: Row, wanted: UnitStatus | None, after: int, most: int) -> list[int]:
    common = _common_status(batch)
    last = range_of(batch).stop - 1
    if wanted is None or common is UnitStatus.REVOKED:
        in_order = range(after + 1, last + 1) if wanted in (None, common) else range(0)
        return list(in_order[:most])
    if wanted is common:
        return await _numbers_but(tx, after + 1, last, most, but_activated=common is UnitStatus.MINTED)
    if wanted is UnitStatus.MINTED:  # everything was activated at mint
        return []
    if wanted is UnitStatus.ACTIVE:
        active = queries.list_activated_units(tx.connection, brand_id=tx.brand_id, after=after, last=last, most=most)
        return await _numbers(active)
    key = {"brand_id": tx.brand_id, "mint_batch_id": batch["mint_batch_id"]}
    return await _numbers(queries.list_revoked_units(tx.connection, **key, after=after, most=most))


async def _numbers_by_time(tx: Tx, batch: Row, wanted: UnitFilter, after: int, most: int) -> list[int]:
    if batch["activation_mode"] == "active_at_mint":
        covered = wanted.covers(batch["minted_at"])
        return await _numbers_by_status(tx, batch, wanted.status, after, most) if covered else []
    is_revoked = batch["passport_state"] == "revoked"
    if wanted.status is UnitStatus.MINTED or (is_revoked and wanted.status is UnitStatus.ACTIVE):
        return []
    states = queries.list_unit_states(tx.connection, brand_id=tx.brand_id, unit_numbers=[after])
    times = [row["activated_at"] async for row in states]
    rows = queries.list_units_by_activation(
        tx.connection,
        brand_id=tx.brand_id,
        mint_batch_id=batch["mint_batch_id"],
        activated_from=wanted.activated_from or EARLIEST,
        activated_to=wanted.activated_to or LATEST,
        after_at=(times and times[0]) or EARLIEST,
        after=after,
        revoked=None if wanted.status is None or is_revoked else wanted.status is UnitStatus.REVOKED,
        most=most,
    )
    return await _numbers(rows)


async def _numbers_matching(
    tx: Tx, batch: Row, stretches: AsyncIterator[list[int]], wanted: UnitFilter, most: int
) -> list[int]:
    """Of candidates those with the status and the time that are wanted."""
    numbers: list[int] = []
    async for stretch in stretches:
        for start in range(0, len(stretch), LOOKED_AT_ONCE):
            some = stretch[start : start + LOOKED_AT_ONCE]
            if wanted.status is None and not wanted.by_time:
                numbers += some
            else:
                rows = queries.list_unit_states(tx.connection, brand_id=tx.brand_id, unit_numbers=some)
                own = {row["unit_number"]: row async for row in rows}
                numbers += [number for number in some if _is_wanted(batch, own.get(number, {}), wanted)]
            if len(numbers) >= most:
                return numbers[:most]
    return numbers


def _is_wanted(batch: Row, own: Row, wanted: UnitFilter) -> bool:
    at_once = batch["minted_at"] if batch["activation_mode"] == "active_at_mint" else None
    activated_at = own.get("activated_at") or at_once
    state = effective_state(batch["passport_state"], own.get("passport_state"))
    status = unit_status(state, is_active=activated_at is not None)
    return wanted.status in (None, status) and wanted.covers(activated_at)


def lot_status(batch: Row, lot: Row) -> UnitStatus:
    """The status of all units of a lot."""
    state = effective_state(batch["passport_state"], lot["passport_state"])
    is_active = batch["activation_mode"] == "active_at_mint" or lot["activated_at"] is not None
    return unit_status(state, is_active=is_active)


def _common_status(batch: Row) -> UnitStatus:
    return unit_status(batch["passport_state"], is_active=batch["activation_mode"] == "active_at_mint")


def _numbers_of_lots(batch: Row, lots: Sequence[Row], wanted: UnitFilter, after: int, most: int) -> list[int]:
    numbers: list[int] = []
    at_once = batch["minted_at"] if batch["activation_mode"] == "active_at_mint" else None
    for lot in lots:
        if (
            wanted.status in (None, lot_status(batch, lot))
            and wanted.lot_code in (None, lot["lot_code"])
            and wanted.covers(lot["activated_at"] or at_once)
        ):
            end = lot["first_unit_number"] + lot["quantity"]
            numbers += range(max(after + 1, lot["first_unit_number"]), end)[: most - len(numbers)]
    return numbers


async def _numbers_but(tx: Tx, first: int, last: int, most: int, *, but_activated: bool) -> list[int]:
    """Looks through blocks, of which more at once each time: one where units are untouched, a handful where not."""
    numbers: list[int] = []
    for start in range(first // BLOCK, last // BLOCK + 1, BLOCKS_IN_SIGHT):
        blocks = np.arange(start, min(start + BLOCKS_IN_SIGHT, last // BLOCK + 1))
        if but_activated:
            blocks = await _blocks_left(tx, blocks)
        done = step = 0
        while done < len(blocks) and len(numbers) < most:
            some = blocks[done : done + BLOCKS_AT_ONCE[min(step, len(BLOCKS_AT_ONCE) - 1)]]
            within = (some[:, None] * BLOCK + np.arange(BLOCK)).ravel()
            within = within[(within >= first) & (within <= last)]
            numbers += (await _left_of(tx, some, within, but_activated=but_activated))[: most - len(numbers)]
            done, step = done + len(some), step + 1
        if len(numbers) >= most:
            break
    return numbers


async def _blocks_left(tx: Tx, blocks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of consecutive blocks those that may have units which were never activated."""
    key = {"brand_id": tx.brand_id, "first_block": int(blocks[0]), "last_block": int(blocks[-1])}
    packed = await queries.get_activated_blocks(tx.connection, **key)
    full = np.frombuffer(packed or b"", dtype=">i8")
    return np.setdiff1d(blocks, full, assume_unique=True)


async def _left_of(tx: Tx, blocks: NDArray[np.int64], numbers: NDArray[np.int64], *, but_activated: bool) -> list[int]:
    """Those of the numbers, which are in these blocks, that are no exceptions."""
    packed = await queries.get_units_but(
        tx.connection,
        brand_id=tx.brand_id,
        first_numbers=(blocks * BLOCK).tolist(),
        last_numbers=(blocks * BLOCK + BLOCK - 1).tolist(),
        activated=but_activated,
    )
    others = np.frombuffer(packed or b"", dtype=">i8")
    left: list[int] = np.setdiff1d(numbers, others, assume_unique=True).tolist()
    return left


async def _numbers(rows: AsyncIterator[Row]) -> list[int]:
    return [next(iter(row.values())) async for row in rows]
