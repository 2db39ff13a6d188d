"""Takes an archived facility back into use."""

from uuid import UUID

import asyncpg

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx, savepoint
from countermark.features.brands.recheck_products import recheck_products
from countermark.features.operators.economic_operator import queries, refused_by_database
from countermark.features.operators.facility import Facility, lock_facility, read_facility, require_operator
from countermark.kit.requests import BrandRequest


class RestoreFacility(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    facility_id: UUID


async def restore_facility(tx: Tx, request: RestoreFacility) -> Facility:
    """The facility, in use again; one in use stays as it is.

    Raises:
        InvalidInput: no such facility; its operator is archived (``OPERATOR_ARCHIVED``).
        Conflict: another facility got its reference or GLN meanwhile (``FACILITY_REF_TAKEN``, ``GLN_TAKEN``).
    """
    before = await lock_facility(tx, request.facility_id)
    if before["archived_at"] is not None:
        await require_operator(tx, "_facility_id", before["operator_id"])
        try:
            async with savepoint(tx):
                key = {"brand_id": tx.brand_id, "facility_id": request.facility_id}
                await queries.restore_facility(tx.connection, **key)
        except asyncpg.UniqueViolationError as error:
            raise refused_by_database(error, "_") from None
        old = {"archived_at": before["archived_at"]}
        target = ("facility", request.facility_id)
        await record(tx, Action.FACILITY_RESTORED, target, old=old, new={"archived_at": None})
        await recheck_products(tx)
    return await read_facility(tx, request.facility_id)
