"""Changes a facility. Published passports keep what they said."""

from uuid import UUID

import asyncpg
from msgspec import UNSET, UnsetType

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx, savepoint
from countermark.features.brands.recheck_products import recheck_products
from countermark.features.operators.economic_operator import queries, refused_by_database
from countermark.features.operators.facility import VALUES, Facility, lock_facility, read_facility, require_operator
from countermark.features.operators.operator_values import both_or_neither, checked_values
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest, Patch


class FacilityPatch(Patch, frozen=True, kw_only=True):
    """An absent key is left alone, ``null`` clears where there may be nothing."""

    facility_ref: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    operator_id: UUID | None | UnsetType = UNSET
    gln: str | None | UnsetType = UNSET
    national_id_scheme: str | None | UnsetType = UNSET
    national_id: str | None | UnsetType = UNSET
    street: str | None | UnsetType = UNSET
    postal_code: str | None | UnsetType = UNSET
    city: str | None | UnsetType = UNSET
    region: str | None | UnsetType = UNSET
    country: str | None | UnsetType = UNSET


class UpdateFacility(BrandRequest, frozen=True, kw_only=True):
    """``_patch`` holds only what shall change."""

    facility_id: UUID
    patch: FacilityPatch


async def update_facility(tx: Tx, request: UpdateFacility) -> Facility:
    """Lays the patch over the facility.

    Raises:
        InvalidInput: names the key of the patch and what was wrong; no such facility; an archived one
            (``FACILITY_ARCHIVED``); no such operator, or an archived one.
        Conflict: another facility has the reference or GLN (``FACILITY_REF_TAKEN``, ``GLN_TAKEN``).
    """
    changes = checked_values("_patch.", request.patch.changes())
    before = await lock_facility(tx, request.facility_id)
    if before["archived_at"] is not None:
        raise InvalidInput("_facility_id", "this facility is archived; restore it first", code="FACILITY_ARCHIVED")
    changed = {name: value for name, value in changes.items() if value != before[name]}
    if changed:
        values = {name: changed.get(name, before[name]) for name in VALUES}
        both_or_neither("_patch.", values)
        await require_operator(tx, "_patch.operator_id", changed.get("operator_id"))
        try:
            async with savepoint(tx):
                key = {"brand_id": tx.brand_id, "facility_id": request.facility_id}
                await queries.update_facility(tx.connection, **key, **values)
        except asyncpg.UniqueViolationError as error:
            raise refused_by_database(error, "_patch.") from None
        old = {name: before[name] for name in changed}
        await record(tx, Action.FACILITY_UPDATED, ("facility", request.facility_id), old=old, new=changed)
        if "facility_ref" in changed:
            await recheck_products(tx)
    return await read_facility(tx, request.facility_id)
