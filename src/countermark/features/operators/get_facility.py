"""One facility."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.operators.facility import Facility, read_facility
from countermark.kit.requests import BrandRequest


class GetFacility(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    facility_id: UUID


async def get_facility(tx: Tx, request: GetFacility) -> Facility:
    """The facility, archived or not.

    Raises:
        InvalidInput: there is none.
    """
    return await read_facility(tx, request.facility_id)
