"""Reads everything about one unit."""

from datetime import datetime
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.find_unit import find_unit
from countermark.features.minting.mint_batch import EXISTING, queries, read_lots, read_mint_batch
from countermark.features.minting.mint_unit import MintUnit, read_units
from countermark.gs1 import DigitalLink
from countermark.kit.clock import to_second
from countermark.kit.errors import unknown
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

HISTORY_SHOWN = 50


class GetMintUnit(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    unit_id: UUID


class UnitEvent(Record, frozen=True, kw_only=True):
    """A line of the unit's own history; ``action`` is the audit log's name."""

    occurred_at: datetime
    action: str
    reason: str | None
    actor_kind: str
    actor_id: UUID | None


class MintUnitDetails(MintUnit, frozen=True, kw_only=True):
    """A unit with what it belongs to. ``element_string`` is its code in GS1's bracketed form; without a GTIN there is
    none. ``history`` has the latest first; what befell all units of its mint batch stands in that one's."""

    product_id: UUID
    product_name: dict[str, str]
    product_batch_id: UUID | None
    batch_number: str | None
    gtin: str | None
    serial_style: str
    mint_batch_status: str
    minted_at: datetime | None
    revocation_reason: str | None
    element_string: str | None
    history: list[UnitEvent]


async def get_mint_unit(tx: Tx, request: GetMintUnit) -> MintUnitDetails:
    """The unit.

    Raises:
        InvalidInput: no such unit in the brand, or its mint is queued or failed.
    """
    codec = await unit_codec(tx)
    number = codec.number_of_unit_id(request.unit_id)
    row = await find_unit(tx, number)
    if row is None or number is None or row["status"] not in EXISTING:
        raise unknown("_unit_id", "unit")
    batch = await read_mint_batch(tx, row["mint_batch_id"])
    unit = (await read_units(tx, codec, batch, await read_lots(tx, row["mint_batch_id"]), [number]))[0]
    told = {name: getattr(unit, name) for name in MintUnit.__struct_fields__}
    return MintUnitDetails(
        **told,
        **{name: batch[name] for name in ("product_id", "product_name", "product_batch_id", "batch_number", "gtin")},
        serial_style=batch["serial_style"],
        mint_batch_status=batch["status"],
        minted_at=to_second(batch["minted_at"]) if batch["minted_at"] else None,
        revocation_reason=row["revocation_reason"] or batch["void_reason"],
        element_string=_element_string(batch["gtin"], unit),
        history=await _history(tx, request.unit_id),
    )


def _element_string(gtin: str | None, unit: MintUnit) -> str | None:
    if gtin is None:
        return None
    qualifiers = (("21", unit.serial),) if unit.serial else (("10", unit.lot_code or ""),)
    link = DigitalLink(key_ai="01", key_value=gtin, qualifiers=qualifiers)
    return "".join(f"({ai}){value}" for ai, value in link.elements)


async def _history(tx: Tx, unit_id: UUID) -> list[UnitEvent]:
    rows = queries.list_unit_history(tx.connection, brand_id=tx.brand_id, unit_id=str(unit_id), most=HISTORY_SHOWN)
    return [
        UnitEvent(
            occurred_at=to_second(row["occurred_at"]),
            action=row["action"],
            reason=(row["new_value"] or {}).get("reason"),
            actor_kind=row["actor_kind"],
            actor_id=row["actor_id"],
        )
        async for row in rows
    ]
