"""Adds a facility to the brand's master data."""

from uuid import UUID

import asyncpg

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx, savepoint
from countermark.features.brands.recheck_products import recheck_products
from countermark.features.operators.economic_operator import queries, refused_by_database
from countermark.features.operators.facility import VALUES, Facility, read_facility, require_operator
from countermark.features.operators.operator_values import both_or_neither, checked_values
from countermark.kit.requests import BrandRequest


class CreateFacility(BrandRequest, frozen=True, kw_only=True):
    """``_facility_ref`` is what batches name it by, unique in the brand."""

    facility_ref: str
    name: str
    operator_id: UUID | None = None
    gln: str | None = None
    national_id_scheme: str | None = None
    national_id: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None


async def create_facility(tx: Tx, request: CreateFacility) -> Facility:
    """The new facility. Batches that name its reference already are matched at once.

    Raises:
        InvalidInput: names the argument and what was wrong; no such operator, or an archived one.
        Conflict: another facility has the reference or GLN (``FACILITY_REF_TAKEN``, ``GLN_TAKEN``).
    """
    values = checked_values("_", {name: getattr(request, name) for name in VALUES})
    both_or_neither("_", values)
    await require_operator(tx, "_operator_id", request.operator_id)
    try:
        async with savepoint(tx):
            facility_id = await queries.insert_facility(tx.connection, brand_id=tx.brand_id, **values)
    except asyncpg.UniqueViolationError as error:
        raise refused_by_database(error, "_") from None
    told = {name: value for name, value in values.items() if value is not None}
    await record(tx, Action.FACILITY_CREATED, ("facility", facility_id), new=told)
    await recheck_products(tx)
    return await read_facility(tx, facility_id)
