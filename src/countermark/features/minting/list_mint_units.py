"""Lists the units of a mint batch, computed from its range of numbers and the few rows of those that differ."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.carrier_paths import lot_path, unit_path
from countermark.features.minting.mint_batch import queries, read_lots, read_mint_batch
from countermark.features.minting.passport_state import UnitStatus, effective_state, unit_status
from countermark.features.minting.unit_numbers_page import lot_status, unit_numbers_page
from countermark.kit.clock import to_second
from countermark.kit.cursors import DEFAULT_LIMIT, Page, checked_limit
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest
from countermark.serials import UnitCodec


class ListMintUnits(BrandRequest, frozen=True, kw_only=True):
    """``_status`` narrows the list to units that are minted, active or revoked."""

    mint_batch_id: UUID
    status: UnitStatus | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


class MintUnit(Record, frozen=True, kw_only=True):
    """A unit. In batch mode it has no serial, and passport, state and path are those of its lot.

    ``gs1_path`` is what its code holds, below the brand's origin.
    """

    unit_id: UUID
    serial: str | None
    lot_code: str | None
    status: UnitStatus
    passport_id: UUID
    passport_state: str
    activated_at: datetime | None
    gs1_path: str


@dataclass(frozen=True)
class _Units:
    """What the units on a page are made from."""

    batch: Mapping[str, Any]
    lots: Sequence[Mapping[str, Any]]
    touched: Mapping[int, Mapping[str, Any]]
    codec: UnitCodec

    def unit(self, number: int) -> MintUnit:
        if self.batch["identity_mode"] == "batch":
            return self._unit_of_lot(number)
        own = self.touched.get(number, {})
        state = effective_state(self.batch["passport_state"], own.get("passport_state"))
        activated_at = own.get("activated_at") or self._activated_at_mint()
        serial, unit_id = self.codec.serial_of(number), self.codec.unit_id_of(number)
        return MintUnit(
            unit_id=unit_id,
            serial=serial,
            lot_code=None,
            status=unit_status(state, is_active=activated_at is not None),
            passport_id=self.codec.passport_id_of(number),
            passport_state=state,
            activated_at=to_second(activated_at) if activated_at else None,
            gs1_path=unit_path(self.batch["gtin"], serial, unit_id),
        )

    def _unit_of_lot(self, number: int) -> MintUnit:
        lot = self.lots[bisect_right(self.lots, number, key=lambda lot: lot["first_unit_number"]) - 1]
        activated_at = lot["activated_at"] or self._activated_at_mint()
        return MintUnit(
            unit_id=self.codec.unit_id_of(number),
            serial=None,
            lot_code=lot["lot_code"],
            status=lot_status(self.batch, lot),
            passport_id=lot["passport_id"],
            passport_state=effective_state(self.batch["passport_state"], lot["passport_state"]),
            activated_at=to_second(activated_at) if activated_at else None,
            gs1_path=lot_path(self.batch["gtin"], lot["lot_code"], lot["lot_id"]),
        )

    def _activated_at_mint(self) -> datetime | None:
        moment: datetime | None = self.batch["minted_at"]
        return moment if self.batch["activation_mode"] == "active_at_mint" else None


async def list_mint_units(tx: Tx, request: ListMintUnits) -> Page[MintUnit]:
    """A page of units in the order they were numbered; empty until the batch is minted, and when it failed.

    The cursor is the last unit's id: opaque, and checked by decoding it.

    Raises:
        InvalidInput: no such mint batch, a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    batch = await read_mint_batch(tx, request.mint_batch_id)
    lots = await read_lots(tx, request.mint_batch_id)
    codec = await unit_codec(tx)
    after = _number_of_cursor(codec, batch, request.cursor)
    numbers = await unit_numbers_page(tx, batch, lots, request.status, after=after, most=limit + 1)
    shown = numbers[:limit]
    states = queries.list_unit_states(tx.connection, brand_id=tx.brand_id, unit_numbers=shown)
    units = _Units(batch, lots, {row["unit_number"]: row async for row in states}, codec)
    items = [units.unit(number) for number in shown]
    return Page(items=items, has_more=len(numbers) > limit, next_cursor=items[-1].unit_id.hex if items else None)


def _number_of_cursor(codec: UnitCodec, batch: Mapping[str, Any], cursor: str | None) -> int:
    first: int = batch["first_unit_number"]
    if cursor is None:
        return first - 1
    try:
        number = codec.number_of_unit_id(UUID(cursor))
    except ValueError:
        number = None
    if number is None or not first <= number < first + batch["quantity"]:
        raise InvalidInput("_cursor", "not a cursor of this list", hint="send next_cursor of the page before")
    return number
