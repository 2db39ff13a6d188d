"""Finds what a passport belongs to: a unit, computed from the passport's id, else a lot, else a model."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.carrier_paths import lot_path, product_path, unit_path
from countermark.features.minting.find_unit import find_unit
from countermark.features.minting.passport_state import PassportState, UnitStatus, effective_state, unit_status
from countermark.features.minting.unit_serials import serial_of_unit
from countermark.features.passports.amended import Above
from countermark.features.passports.passport_target import TargetKind, queries


@dataclass(frozen=True, kw_only=True)
class PassportCarrier:
    """A passport's bearer and how its passport stands. ``granularity`` is EN 18223's: model, batch or item.

    ``gs1_path`` is what its code holds, below the brand's origin; a model without a GTIN has none.
    """

    passport_id: UUID
    kind: TargetKind
    id: UUID
    granularity: str
    state: PassportState
    product_id: UUID
    product_batch_id: UUID | None
    gtin: str | None
    gs1_path: str | None
    snapshot_sha256: bytes | None
    published_at: datetime | None
    revoked_at: datetime | None
    mint_batch_id: UUID | None = None
    unit_number: int | None = None
    lot_code: str | None = None
    serial: str | None = None
    unit_status: UnitStatus | None = None
    is_sandbox: bool = False
    is_voided: bool = False

    @property
    def above(self) -> Above:
        """Where amendments of this passport may be."""
        lot_id = self.id if self.kind is TargetKind.LOT else None
        return Above(self.product_id, self.mint_batch_id, lot_id, self.unit_number)


async def find_carrier(tx: Tx, passport_id: UUID) -> PassportCarrier | None:
    """The bearer; ``None`` when the brand never gave out such a passport, or its mint failed."""
    return await _unit_with(tx, passport_id) or await _lot_with(tx, passport_id) or await _product_with(tx, passport_id)


async def _unit_with(tx: Tx, passport_id: UUID) -> PassportCarrier | None:
    codec = await unit_codec(tx)
    number = codec.number_of_passport_id(passport_id)
    row = await find_unit(tx, number)
    if number is None or row is None or row["identity_mode"] == "batch":
        return None
    state = effective_state(row["passport_state"], row["own_state"])
    is_active = row["activated_at"] is not None or row["activation_mode"] == "active_at_mint"
    serial, unit_id = await serial_of_unit(tx, codec, row, number), codec.unit_id_of(number)
    return PassportCarrier(
        passport_id=passport_id,
        kind=TargetKind.UNIT,
        id=unit_id,
        granularity="item",
        state=state,
        product_id=row["product_id"],
        product_batch_id=row["product_batch_id"],
        gtin=row["gtin"],
        gs1_path=unit_path(row["gtin"], serial, unit_id),
        snapshot_sha256=row["own_sha256"] or row["snapshot_sha256"],
        published_at=row["own_published_at"] or row["published_at"],
        revoked_at=row["own_revoked_at"] or row["revoked_at"],
        mint_batch_id=row["mint_batch_id"],
        unit_number=number,
        serial=serial,
        unit_status=unit_status(state, is_active=is_active),
        is_sandbox=row["is_sandbox"],
        is_voided=row["status"] == "voided",
    )


async def _lot_with(tx: Tx, passport_id: UUID) -> PassportCarrier | None:
    row = await queries.find_lot_passport(tx.connection, brand_id=tx.brand_id, passport_id=passport_id)
    if row is None:
        return None
    return PassportCarrier(
        passport_id=passport_id,
        kind=TargetKind.LOT,
        id=row["lot_id"],
        granularity="batch",
        state=PassportState(row["passport_state"]),
        product_id=row["product_id"],
        product_batch_id=row["product_batch_id"],
        gtin=row["gtin"],
        gs1_path=lot_path(row["gtin"], row["lot_code"], row["lot_id"]),
        snapshot_sha256=row["snapshot_sha256"],
        published_at=row["published_at"],
        revoked_at=row["revoked_at"],
        mint_batch_id=row["mint_batch_id"],
        lot_code=row["lot_code"],
        is_sandbox=row["is_sandbox"],
        is_voided=row["status"] == "voided",
    )


async def _product_with(tx: Tx, passport_id: UUID) -> PassportCarrier | None:
    row = await queries.find_product_passport(tx.connection, brand_id=tx.brand_id, passport_id=passport_id)
    if row is None:
        return None
    return PassportCarrier(
        passport_id=passport_id,
        kind=TargetKind.PRODUCT,
        id=row["product_id"],
        granularity="model",
        state=PassportState(row["passport_state"]),
        product_id=row["product_id"],
        product_batch_id=None,
        gtin=row["gtin"],
        gs1_path=product_path(row["gtin"]),
        snapshot_sha256=row["snapshot_sha256"],
        published_at=row["published_at"],
        revoked_at=row["revoked_at"],
    )
