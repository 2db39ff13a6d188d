"""Takes a facility out of use."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.brands.recheck_products import recheck_products
from countermark.features.operators.economic_operator import queries
from countermark.features.operators.facility import Facility, lock_facility, read_facility
from countermark.kit.requests import BrandRequest


class ArchiveFacility(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    facility_id: UUID


async def archive_facility(tx: Tx, request: ArchiveFacility) -> Facility:
    """The facility, archived: its reference names it no longer. An archived one stays as it is.

    Raises:
        InvalidInput: no such facility.
    """
    before = await lock_facility(tx, request.facility_id)
    if before["archived_at"] is None:
        key = {"brand_id": tx.brand_id, "facility_id": request.facility_id}
        archived_at = await queries.archive_facility(tx.connection, **key)
        target = ("facility", request.facility_id)
        await record(tx, Action.FACILITY_ARCHIVED, target, old={"archived_at": None}, new={"archived_at": archived_at})
        await recheck_products(tx)
    return await read_facility(tx, request.facility_id)
