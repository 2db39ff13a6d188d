"""A unit as it is told: computed from its number, its mint batch, and its row if it has one."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.carrier_paths import lot_path, unit_path
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.passport_state import UnitStatus, effective_state, unit_status
from countermark.features.minting.unit_numbers_page import lot_status
from countermark.features.minting.unit_serials import serials_of_units
from countermark.kit.clock import to_second
from countermark.kit.records import Record
from countermark.serials import UnitCodec


class MintUnit(Record, frozen=True, kw_only=True):
    """A unit. In batch mode it has no serial, and passport, state and path are those of its lot.

    ``gs1_path`` is what its code holds, below the brand's origin.
    """

    unit_id: UUID
    mint_batch_id: UUID
    serial: str | None
    lot_code: str | None
    status: UnitStatus
    passport_id: UUID
    passport_state: str
    activated_at: datetime | None
    revoked_at: datetime | None
    is_sandbox: bool
    gs1_path: str


@dataclass(frozen=True)
class _Units:
    """What the units on a page are made from."""

    batch: Mapping[str, Any]
    lots: Sequence[Mapping[str, Any]]
    touched: Mapping[int, Mapping[str, Any]]
    serials: Mapping[int, str]
    codec: UnitCodec

    def unit(self, number: int) -> MintUnit:
        if self.batch["identity_mode"] == "batch":
            return self._unit_of_lot(number)
        own = self.touched.get(number, {})
        state = effective_state(self.batch["passport_state"], own.get("passport_state"))
        serial, unit_id = self.serials[number], self.codec.unit_id_of(number)
        activated_at = own.get("activated_at") or self._activated_at_mint()
        return MintUnit(
            unit_id=unit_id,
            serial=serial,
            lot_code=None,
            status=unit_status(state, is_active=activated_at is not None),
            passport_id=self.codec.passport_id_of(number),
            passport_state=state,
            gs1_path=unit_path(self.batch["gtin"], serial, unit_id),
            **self._common(activated_at, own.get("revoked_at")),
        )

    def _unit_of_lot(self, number: int) -> MintUnit:
        lot = self.lots[bisect_right(self.lots, number, key=lambda lot: lot["first_unit_number"]) - 1]
        return MintUnit(
            unit_id=self.codec.unit_id_of(number),
            serial=None,
            lot_code=lot["lot_code"],
            status=lot_status(self.batch, lot),
            passport_id=lot["passport_id"],
            passport_state=effective_state(self.batch["passport_state"], lot["passport_state"]),
            gs1_path=lot_path(self.batch["gtin"], lot["lot_code"], lot["lot_id"]),
            **self._common(lot["activated_at"] or self._activated_at_mint(), lot["revoked_at"]),
        )

    def _common(self, activated_at: datetime | None, revoked_at: datetime | None) -> dict[str, Any]:
        revoked_at = revoked_at or self.batch["revoked_at"]
        return {
            "mint_batch_id": self.batch["mint_batch_id"],
            "activated_at": to_second(activated_at) if activated_at else None,
            "revoked_at": to_second(revoked_at) if revoked_at else None,
            "is_sandbox": self.batch["is_sandbox"],
        }

    def _activated_at_mint(self) -> datetime | None:
        moment: datetime | None = self.batch["minted_at"]
        return moment if self.batch["activation_mode"] == "active_at_mint" else None


async def read_units(
    tx: Tx, codec: UnitCodec, batch: Mapping[str, Any], lots: Sequence[Mapping[str, Any]], numbers: Sequence[int]
) -> list[MintUnit]:
    """The units of one mint batch with these numbers, in their order."""
    states = queries.list_unit_states(tx.connection, brand_id=tx.brand_id, unit_numbers=numbers)
    touched = {row["unit_number"]: row async for row in states}
    by_serial = batch["identity_mode"] == "serial"
    serials = await serials_of_units(tx, codec, batch, numbers) if by_serial else {}
    units = _Units(batch, lots, touched, serials, codec)
    return [units.unit(number) for number in numbers]
