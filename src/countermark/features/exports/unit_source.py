"""Where the rows of an export come from: the ranges of a mint batch, and what all its units have in common.

Everything is frozen when the export is asked for, so that a file made again, by another worker or after a crash, has
the same bytes although a product was renamed meanwhile.
"""

from collections.abc import Iterator
from typing import Any, Final, Literal
from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.brands.brand_origin import brand_origin
from countermark.features.exports.queries import queries
from countermark.features.minting.carrier_paths import lot_path, unit_path
from countermark.features.minting.mint_batch import read_lots, read_mint_batch

ROWS_AT_ONCE: Final = 1 << 15

SerialStyle = Literal["alphanumeric", "numeric", "own", "none"]


class UnitRange(msgspec.Struct, frozen=True, kw_only=True):
    """Consecutive unit numbers that share a lot; ``lot_path`` is what the codes of units without serials hold."""

    first_unit_number: int
    quantity: int
    lot_code: str = ""
    lot_path: str = ""
    passport_id: UUID | None = None


class BatchFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker needs to know of a mint batch to write its units."""

    mint_batch_id: UUID
    serial_style: SerialStyle
    serial_list_id: UUID | None
    first_unit_number: int
    quantity: int
    ranges: list[UnitRange]
    origin: str
    gtin: str
    product_id: UUID
    product_name: str
    sku: str
    brand_name: str
    subdomain: str
    batch_number: str
    production_date: str
    minted_date: str


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Rows made at once: ``count`` units from ``first_unit_number`` on, all of one range."""

    first_unit_number: int
    count: int
    range: UnitRange


async def read_facts(tx: Tx, mint_batch_id: UUID) -> BatchFacts:
    """The facts as they stand now.

    Raises:
        InvalidInput: no such mint batch in the brand.
    """
    batch = await read_mint_batch(tx, mint_batch_id)
    common = await queries.get_common_facts(
        tx.connection,
        brand_id=tx.brand_id,
        product_id=batch["product_id"],
        product_batch_id=batch["product_batch_id"],
    )
    names: dict[str, str] = batch["product_name"]
    minted_at = batch["minted_at"]
    return BatchFacts(
        mint_batch_id=mint_batch_id,
        serial_style=_serial_style(batch),
        serial_list_id=batch.get("serial_list_id"),
        first_unit_number=batch["first_unit_number"],
        quantity=batch["quantity"],
        ranges=await _ranges(tx, batch),
        origin=await brand_origin(tx),
        gtin=batch["gtin"] or "",
        product_id=batch["product_id"],
        product_name=names.get(common["locale"]) or next(iter(names.values()), ""),
        sku=common["sku"] or "",
        brand_name=common["brand_name"],
        subdomain=common["subdomain"],
        batch_number=batch["batch_number"] or "",
        production_date=common["production_date"].isoformat() if common["production_date"] else "",
        minted_date=f"{minted_at:%Y-%m-%d}" if minted_at else "",
    )


def stretches(facts: BatchFacts, first: int, count: int, most: int = ROWS_AT_ONCE) -> Iterator[Stretch]:
    """The units ``first`` (1 is the batch's first) and on, cut where a lot ends and after ``most``."""
    start = facts.first_unit_number + first - 1
    end = start + count
    for each in facts.ranges:
        begin = max(start, each.first_unit_number)
        stop = min(end, each.first_unit_number + each.quantity)
        for number in range(begin, stop, most):
            yield Stretch(first_unit_number=number, count=min(most, stop - number), range=each)


def _serial_style(batch: Any) -> SerialStyle:
    if batch["identity_mode"] == "batch":
        return "none"
    style: SerialStyle = batch.get("serial_style", "alphanumeric")
    return style


async def _ranges(tx: Tx, batch: Any) -> list[UnitRange]:
    if batch["identity_mode"] == "serial":
        return [UnitRange(first_unit_number=batch["first_unit_number"], quantity=batch["quantity"])]
    return [
        UnitRange(
            first_unit_number=lot["first_unit_number"],
            quantity=lot["quantity"],
            lot_code=lot["lot_code"],
            lot_path=lot_path(batch["gtin"], lot["lot_code"], lot["lot_id"]),
            passport_id=lot["passport_id"],
        )
        for lot in await read_lots(tx, batch["mint_batch_id"])
    ]


def path_parts(gtin: str) -> tuple[str, str]:
    """What stands before and after a serial in a unit's path; with no GTIN, before and after its id."""
    mark, unit_id = "S", UUID(int=0)
    before, _, after = unit_path(gtin or None, mark, unit_id).rpartition(mark if gtin else str(unit_id))
    return before, after
