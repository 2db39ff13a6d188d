"""When a unit was scanned first and last, and how often."""

from datetime import datetime
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.find_unit import find_unit
from countermark.features.scans.scan_access import need_single_scans
from countermark.features.scans.unfold_scans import queries
from countermark.kit.errors import unknown
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest


class GetUnitScans(BrandRequest, frozen=True, kw_only=True):
    """Which unit."""

    unit_id: UUID


class UnitScans(Record, frozen=True, kw_only=True):
    """Scans by people, since units' scans are recorded; ``null`` and 0 for a unit that nobody scanned."""

    unit_id: UUID
    first_scanned_at: datetime | None
    last_scanned_at: datetime | None
    scans: int


async def get_unit_scans(tx: Tx, request: GetUnitScans) -> UnitScans:
    """What is known of the unit.

    Raises:
        Conflict: the brand does not record single scans.
        InvalidInput: no such unit in the brand.
    """
    await need_single_scans(tx)
    number = (await unit_codec(tx)).number_of_unit_id(request.unit_id)
    if await find_unit(tx, number) is None:
        raise unknown("_unit_id", "unit")
    row = await queries.get_unit_scans(tx.connection, brand_id=tx.brand_id, unit_number=number)
    never = {"first_scanned_at": None, "last_scanned_at": None, "scans": 0}
    return record_from(UnitScans, {**(row or never), "unit_id": request.unit_id})
