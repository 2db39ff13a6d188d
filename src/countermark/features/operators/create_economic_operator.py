"""Adds an economic operator to the brand's master data."""

import asyncpg

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx, savepoint
from countermark.features.operators.economic_operator import (
    VALUES,
    EconomicOperator,
    queries,
    read_operator,
    refused_by_database,
)
from countermark.features.operators.operator_values import both_or_neither, checked_values
from countermark.kit.requests import BrandRequest


class CreateEconomicOperator(BrandRequest, frozen=True, kw_only=True):
    """Identifiers may be typed with spaces, dots and hyphens. See :class:`EconomicOperator`."""

    name: str
    trade_name: str | None = None
    gln: str | None = None
    eori: str | None = None
    vat_number: str | None = None
    national_id_scheme: str | None = None
    national_id: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None
    contact_name: str | None = None
    email: str | None = None
    phone: str | None = None
    website_url: str | None = None
    is_default_manufacturer: bool = False


async def create_economic_operator(tx: Tx, request: CreateEconomicOperator) -> EconomicOperator:
    """The new operator. As the default manufacturer it takes that over from the one there was.

    Raises:
        InvalidInput: names the argument and what was wrong (``GLN_INVALID``, ``EORI_INVALID``, ``VAT_INVALID``).
        Conflict: another operator has the GLN or EORI (``GLN_TAKEN``, ``EORI_TAKEN``).
    """
    values = checked_values("_", {name: getattr(request, name) for name in VALUES})
    both_or_neither("_", values)
    try:
        async with savepoint(tx):
            if request.is_default_manufacturer:
                await queries.unset_default_manufacturer(tx.connection, brand_id=tx.brand_id)
            operator_id = await queries.insert_operator(tx.connection, brand_id=tx.brand_id, **values)
    except asyncpg.UniqueViolationError as error:
        raise refused_by_database(error, "_") from None
    told = {name: value for name, value in values.items() if value is not None}
    await record(tx, Action.OPERATOR_CREATED, ("economic_operator", operator_id), new=told)
    return await read_operator(tx, operator_id)
