"""Changes an economic operator. Published passports keep what they said."""

from uuid import UUID

import asyncpg
from msgspec import UNSET, UnsetType

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx, savepoint
from countermark.features.operators.economic_operator import (
    VALUES,
    EconomicOperator,
    lock_operator,
    queries,
    read_operator,
    refused_by_database,
)
from countermark.features.operators.operator_values import both_or_neither, checked_values
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest, Patch


class EconomicOperatorPatch(Patch, frozen=True, kw_only=True):
    """An absent key is left alone, ``null`` clears where there may be nothing."""

    name: str | UnsetType = UNSET
    trade_name: str | None | UnsetType = UNSET
    gln: str | None | UnsetType = UNSET
    eori: str | None | UnsetType = UNSET
    vat_number: str | None | UnsetType = UNSET
    national_id_scheme: str | None | UnsetType = UNSET
    national_id: str | None | UnsetType = UNSET
    street: str | None | UnsetType = UNSET
    postal_code: str | None | UnsetType = UNSET
    city: str | None | UnsetType = UNSET
    region: str | None | UnsetType = UNSET
    country: str | None | UnsetType = UNSET
    contact_name: str | None | UnsetType = UNSET
    email: str | None | UnsetType = UNSET
    phone: str | None | UnsetType = UNSET
    website_url: str | None | UnsetType = UNSET
    is_default_manufacturer: bool | UnsetType = UNSET


class UpdateEconomicOperator(BrandRequest, frozen=True, kw_only=True):
    """``_patch`` holds only what shall change."""

    operator_id: UUID
    patch: EconomicOperatorPatch


async def update_economic_operator(tx: Tx, request: UpdateEconomicOperator) -> EconomicOperator:
    """Lays the patch over the operator. One that becomes the default manufacturer takes that over.

    Raises:
        InvalidInput: names the key of the patch and what was wrong; no such operator; an archived one
            (``OPERATOR_ARCHIVED``).
        Conflict: another operator has the GLN or EORI (``GLN_TAKEN``, ``EORI_TAKEN``).
    """
    changes = checked_values("_patch.", request.patch.changes())
    before = await lock_operator(tx, request.operator_id)
    if before["archived_at"] is not None:
        raise InvalidInput("_operator_id", "this operator is archived; restore it first", code="OPERATOR_ARCHIVED")
    changed = {name: value for name, value in changes.items() if value != before[name]}
    if changed:
        values = {name: changed.get(name, before[name]) for name in VALUES}
        both_or_neither("_patch.", values)
        try:
            async with savepoint(tx):
                if changed.get("is_default_manufacturer"):
                    await queries.unset_default_manufacturer(tx.connection, brand_id=tx.brand_id)
                key = {"brand_id": tx.brand_id, "operator_id": request.operator_id}
                await queries.update_operator(tx.connection, **key, **values)
        except asyncpg.UniqueViolationError as error:
            raise refused_by_database(error, "_patch.") from None
        old = {name: before[name] for name in changed}
        await record(tx, Action.OPERATOR_UPDATED, ("economic_operator", request.operator_id), old=old, new=changed)
    return await read_operator(tx, request.operator_id)
