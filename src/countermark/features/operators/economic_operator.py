"""The economic operator: a company that answers for products in a role of the law. Its record and the door to one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import asyncpg

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.kit.errors import Conflict, InvalidInput, unknown
from countermark.kit.records import Record, record_from

queries = load_queries(__file__)
VALUES: Final = (
    *("name", "trade_name", "gln", "eori", "vat_number", "national_id_scheme", "national_id"),
    *("street", "postal_code", "city", "region", "country", "contact_name", "email", "phone", "website_url"),
    "is_default_manufacturer",
)
# What there is of it in a passport: everything but who answers the phone.
PUBLIC: Final = tuple(name for name in VALUES if name not in ("contact_name", "phone", "is_default_manufacturer"))


class EconomicOperator(Record, frozen=True, kw_only=True):
    """An operator. ``is_default_manufacturer``: of every product that names no manufacturer of its own; at most one is.

    ``email`` and ``website_url`` are its electronic contact, which the public sees; ``contact_name`` and ``phone`` are
    not shown. ``product_count`` says behind how many products it stands in some role.
    """

    operator_id: UUID
    name: str
    trade_name: str | None
    gln: str | None
    eori: str | None
    vat_number: str | None
    national_id_scheme: str | None
    national_id: str | None
    street: str | None
    postal_code: str | None
    city: str | None
    region: str | None
    country: str | None
    contact_name: str | None
    email: str | None
    phone: str | None
    website_url: str | None
    is_default_manufacturer: bool
    product_count: int
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None


async def read_operator(tx: Tx, operator_id: UUID) -> EconomicOperator:
    """The operator as it stands in this transaction.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row = await queries.get_operator(tx.connection, brand_id=tx.brand_id, operator_id=operator_id)
    if row is None:
        raise unknown("_operator_id", "economic operator")
    return record_from(EconomicOperator, row)


async def lock_operator(tx: Tx, operator_id: UUID) -> Mapping[str, Any]:
    """The operator's row, held until the transaction ends.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row: Mapping[str, Any] | None = await queries.lock_operator(
        tx.connection, brand_id=tx.brand_id, operator_id=operator_id
    )
    if row is None:
        raise unknown("_operator_id", "economic operator")
    return row


TAKEN: Final = {
    "economic_operators_gln": ("gln", "GLN_TAKEN", "another operator of this brand has it"),
    "economic_operators_eori": ("eori", "EORI_TAKEN", "another operator of this brand has it"),
    "facilities_gln": ("gln", "GLN_TAKEN", "another facility of this brand has it"),
    "facilities_ref": ("facility_ref", "FACILITY_REF_TAKEN", "another facility of this brand has it"),
}


def refused_by_database(error: asyncpg.UniqueViolationError, prefix: str) -> InvalidInput:
    """The refusal for a broken constraint; ``prefix`` is ``_`` or ``_patch.``. Raises what it does not know."""
    known = TAKEN.get(error.constraint_name or "")
    if known is None:
        raise error
    name, code, problem = known
    return Conflict(f"{prefix}{name}", problem, code=code)
