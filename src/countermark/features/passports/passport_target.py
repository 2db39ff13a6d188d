"""What a passport transition is aimed at: a unit, a lot, a mint batch or a product's model."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.find_unit import find_unit
from countermark.features.minting.passport_state import PassportState, effective_state
from countermark.kit.errors import InvalidInput, unknown

queries = load_queries(__file__)


class TargetKind(StrEnum):
    """What carries the state of passports. A mint batch carries that of all its units or lots."""

    UNIT = "unit"
    LOT = "lot"
    MINT_BATCH = "mint_batch"
    PRODUCT = "product"


class TargetReference(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The value of ``_target``."""

    kind: TargetKind
    id: UUID


@dataclass(frozen=True, kw_only=True)
class Target:
    """A target as it stands. ``total`` passports hang on it; ``published`` and ``revoked`` of them have gone ahead.

    ``mint_status`` is that of its mint batch (``None`` for a model); ``units`` is how
    many share them; ``snapshot_sha256``, ``published_at`` and
    ``is_active`` are what holds for a unit now.
    """

    reference: TargetReference
    state: PassportState
    product_id: UUID
    product_batch_id: UUID | None = None
    gtin: str | None = None
    mint_status: str | None = None
    total: int = 1
    published: int = 0
    revoked: int = 0
    mint_batch_id: UUID | None = None
    unit_number: int | None = None
    units: int = 1
    is_active: bool = False
    snapshot_sha256: bytes | None = None
    published_at: datetime | None = None


async def find_target(tx: Tx, reference: TargetReference, *, lock: bool) -> Target:
    """The target; with ``lock`` no other transition moves it, or its mint batch, before this transaction ends.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error); a unit that has no passport of its own.
    """
    target = await _FINDERS[reference.kind](tx, reference, lock)
    if target is None:
        raise unknown("_target", str(reference.kind).replace("_", " "))
    return target


async def _find_unit(tx: Tx, reference: TargetReference, lock: bool) -> Target | None:
    number = (await unit_codec(tx)).number_of_unit_id(reference.id)
    row = await find_unit(tx, number)
    if row is None or number is None:
        return None
    if row["identity_mode"] == "batch":
        raise InvalidInput(
            "_target",
            "this unit shares the passport of its lot",
            code="UNIT_HAS_NO_PASSPORT",
            hint='aim at the lot: {"kind": "lot", "id": ...}',
        )
    if lock:
        await _lock_mint_batch(tx, row["mint_batch_id"])
        row = await find_unit(tx, number) or row
    return Target(
        reference=reference,
        state=effective_state(row["passport_state"], row["own_state"]),
        unit_number=number,
        is_active=row["activated_at"] is not None or row["activation_mode"] == "active_at_mint",
        snapshot_sha256=row["own_sha256"] or row["snapshot_sha256"],
        published_at=row["own_published_at"] or row["published_at"],
        **_of_mint_batch(row),
    )


async def _find_lot(tx: Tx, reference: TargetReference, lock: bool) -> Target | None:
    key = {"brand_id": tx.brand_id, "lot_id": reference.id}
    row = await queries.get_lot_target(tx.connection, **key)
    if row is not None and lock:
        await _lock_mint_batch(tx, row["mint_batch_id"])
        row = await queries.get_lot_target(tx.connection, **key)
    if row is None:
        return None
    state = effective_state(row["default_state"], row["passport_state"])
    return Target(reference=reference, state=state, units=row["quantity"], **_of_mint_batch(row))


async def _find_mint_batch(tx: Tx, reference: TargetReference, lock: bool) -> Target | None:
    if lock:
        await _lock_mint_batch(tx, reference.id)
    row = await queries.get_mint_batch_target(tx.connection, brand_id=tx.brand_id, mint_batch_id=reference.id)
    if row is None:
        return None
    counts = {name: row[name] for name in ("total", "published", "revoked")}
    state = PassportState(row["passport_state"])
    return Target(reference=reference, state=state, units=row["quantity"], **counts, **_of_mint_batch(row))


async def _find_product(tx: Tx, reference: TargetReference, lock: bool) -> Target | None:
    key = {"brand_id": tx.brand_id, "product_id": reference.id}
    if lock:
        await queries.lock_product_passport(tx.connection, **key)
    row = await queries.get_product_target(tx.connection, **key)
    if row is None:
        return None
    state = PassportState(row["passport_state"])
    return Target(reference=reference, state=state, product_id=reference.id, gtin=row["gtin"])


_Finder = Callable[[Tx, TargetReference, bool], Awaitable[Target | None]]
_FINDERS: dict[TargetKind, _Finder] = {
    TargetKind.UNIT: _find_unit,
    TargetKind.LOT: _find_lot,
    TargetKind.MINT_BATCH: _find_mint_batch,
    TargetKind.PRODUCT: _find_product,
}


async def _lock_mint_batch(tx: Tx, mint_batch_id: UUID) -> None:
    await queries.lock_mint_batch(tx.connection, brand_id=tx.brand_id, mint_batch_id=mint_batch_id)


def _of_mint_batch(row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("mint_batch_id", "product_id", "product_batch_id", "gtin")
    return {name: row[name] for name in names} | {"mint_status": row["status"]}
