"""Lists units, computed from their ranges of numbers and the few rows of those that differ."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.find_unit import find_unit
from countermark.features.minting.find_unit_by_serial import find_unit_by_serial
from countermark.features.minting.mint_batch import queries, read_lots, read_mint_batch
from countermark.features.minting.mint_unit import MintUnit, read_units
from countermark.features.minting.passport_state import UnitStatus
from countermark.features.minting.serial_prefix import SHORTEST_NUMERIC_PREFIX, SHORTEST_PREFIX
from countermark.features.minting.serial_style import SerialStyle
from countermark.features.minting.unit_filter import EARLIEST, LATEST, UnitFilter, range_of
from countermark.features.minting.unit_numbers_page import unit_numbers_page
from countermark.features.minting.unit_serials import LONGEST_SERIAL
from countermark.kit.cursors import DEFAULT_LIMIT, Page, checked_limit
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest
from countermark.serials import UNIT_NUMBER_LIMIT, UnitCodec

BATCHES_AT_ONCE: Final = 20


class ListMintUnits(BrandRequest, frozen=True, kw_only=True):
    """Of one mint batch, or, without ``_mint_batch_id``, of the brand: its live units, or those of sandbox mints."""

    mint_batch_id: UUID | None = None
    product_id: UUID | None = None
    sandbox: bool = False
    status: UnitStatus | None = None
    lot_code: str | None = None
    serial: str | None = None
    serial_prefix: str | None = None
    activated_from: datetime | None = None
    activated_to: datetime | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


@dataclass(frozen=True)
class _Search:
    """A request that was understood."""

    tx: Tx
    codec: UnitCodec
    request: ListMintUnits
    wanted: UnitFilter
    cursor: int | None


async def list_mint_units(tx: Tx, request: ListMintUnits) -> Page[MintUnit]:
    """A page of units in the order they were numbered, of the brand with the latest mint first; with a time, in the
    order of their activation within each mint. Empty until a batch is minted, and when it failed.

    The cursor is the last unit's id: opaque, and checked by decoding it.

    Raises:
        InvalidInput: no such mint batch, a limit outside 1..200, a prefix too short to search by, or a cursor of
            something else.
    """
    limit = checked_limit(request.limit)
    codec = await unit_codec(tx)
    search = _Search(tx, codec, request, _filter_of(request), _number_of_cursor(codec, request.cursor))
    units: list[MintUnit] = []
    async for batch in _batches(search):
        units += await _units_of(search, batch, limit + 1 - len(units))
        if len(units) > limit:
            break
    items = units[:limit]
    return Page(items=items, has_more=len(units) > limit, next_cursor=items[-1].unit_id.hex if items else None)


async def _units_of(search: _Search, batch: Mapping[str, Any], most: int) -> list[MintUnit]:
    tx, within = search.tx, range_of(batch)
    after = search.cursor if search.cursor is not None and search.cursor in within else within.start - 1
    lots: Sequence[Mapping[str, Any]] = []
    if batch["identity_mode"] == "batch":
        lots = await read_lots(tx, batch["mint_batch_id"])
    numbers = await unit_numbers_page(tx, search.codec, batch, lots, search.wanted, after=after, most=most)
    return await read_units(tx, search.codec, batch, lots, numbers)


async def _batches(search: _Search) -> AsyncIterator[Mapping[str, Any]]:
    """The mint batches to look into, from the one on that the cursor is in."""
    request = search.request
    if request.mint_batch_id is not None:
        batch = await read_mint_batch(search.tx, request.mint_batch_id)
        if search.cursor is not None and search.cursor not in range_of(batch):
            raise _foreign_cursor()
        _check_prefix(request.serial_prefix, batch["serial_style"])
        if request.product_id in (None, batch["product_id"]):
            yield batch
        return
    _check_prefix(request.serial_prefix, None)
    if request.serial is not None:
        async for batch in _batch_of_serial(search, request.serial):
            yield batch
        return
    async for batch in _batches_downwards(search):
        yield batch


async def _batch_of_serial(search: _Search, serial: str) -> AsyncIterator[Mapping[str, Any]]:
    found = await find_unit_by_serial(search.tx, serial)
    if found is not None:
        batch = await read_mint_batch(search.tx, found.row["mint_batch_id"])
        if batch["is_sandbox"] == search.request.sandbox and search.request.product_id in (None, batch["product_id"]):
            yield batch


async def _batches_downwards(search: _Search) -> AsyncIterator[Mapping[str, Any]]:
    below = UNIT_NUMBER_LIMIT
    if search.cursor is not None:
        row = await find_unit(search.tx, search.cursor)
        if row is None:
            raise _foreign_cursor()
        below = row["first_unit_number"] + 1
    prefix = search.request.serial_prefix
    block = search.codec.block_of_prefix(prefix.upper()) if prefix else None
    # A prefix that no generated serial can have leaves those whose serials are the brand's own, or digits.
    numbers = search.codec.numbers_in_block(block) if block is not None else range(-1, 0)
    wanted = search.wanted
    while True:
        rows = queries.list_unit_batches(
            search.tx.connection,
            brand_id=search.tx.brand_id,
            below=below,
            sandbox=search.request.sandbox,
            product_id=search.request.product_id,
            first_number=numbers.start if prefix else None,
            last_number=numbers.stop - 1,
            revoked=wanted.status is UnitStatus.REVOKED,
            activated=wanted.by_time or wanted.status is UnitStatus.ACTIVE,
            activated_from=wanted.activated_from or EARLIEST,
            activated_to=wanted.activated_to or LATEST,
            most=BATCHES_AT_ONCE,
        )
        found = [row["mint_batch_id"] async for row in rows]
        for mint_batch_id in found:
            batch = await read_mint_batch(search.tx, mint_batch_id)
            below = batch["first_unit_number"]
            yield batch
        if len(found) < BATCHES_AT_ONCE:
            return


def _filter_of(request: ListMintUnits) -> UnitFilter:
    for name, moment in (("_activated_from", request.activated_from), ("_activated_to", request.activated_to)):
        if moment is not None and moment.utcoffset() is None:
            raise InvalidInput(name, "needs a time zone", hint="such as 2026-01-15T12:00:00Z")
        if moment is not None and not EARLIEST <= moment <= LATEST:
            raise InvalidInput(name, "must be between the years 2000 and 9999")
    return UnitFilter(
        status=request.status,
        lot_code=request.lot_code,
        serial=_ascii(request.serial),
        serial_prefix=_ascii(request.serial_prefix) or None,
        activated_from=request.activated_from,
        activated_to=request.activated_to,
    )


def _ascii(text: str | None) -> str | None:
    """A text that no serial is stands for any that is too long, or not of GS1's characters."""
    return text if text is None or (text.isascii() and text.isprintable()) else "\x7f" * LONGEST_SERIAL


def _check_prefix(prefix: str | None, style: str | None) -> None:
    """Raises InvalidInput for a prefix that would leave too many units to look at; own serials have an index."""
    shortest = {SerialStyle.OWN: 1, SerialStyle.NUMERIC: SHORTEST_NUMERIC_PREFIX}.get(
        SerialStyle(style or SerialStyle.ALPHANUMERIC), SHORTEST_PREFIX
    )
    if prefix and len(prefix) < shortest:
        raise InvalidInput("_serial_prefix", f"needs {shortest} characters or more here", code="PREFIX_TOO_SHORT")


def _number_of_cursor(codec: UnitCodec, cursor: str | None) -> int | None:
    if cursor is None:
        return None
    try:
        number = codec.number_of_unit_id(UUID(cursor))
    except ValueError:
        number = None
    if number is None:
        raise _foreign_cursor()
    return number


def _foreign_cursor() -> InvalidInput:
    return InvalidInput("_cursor", "not a cursor of this list", hint="send next_cursor of the page before")
