"""The facility: a place where products are made (Regulation (EU) 2024/1781, Annex III, i). Its record and the doors."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.operators.economic_operator import queries
from countermark.kit.errors import InvalidInput, unknown
from countermark.kit.records import Record, record_from

VALUES: Final = (
    *("facility_ref", "name", "operator_id", "gln", "national_id_scheme", "national_id"),
    *("street", "postal_code", "city", "region", "country"),
)


class Facility(Record, frozen=True, kw_only=True):
    """A facility. Batches name it by ``facility_ref``; ``operator_id`` is who runs it."""

    facility_id: UUID
    facility_ref: str
    name: str
    operator_id: UUID | None
    operator_name: str | None
    gln: str | None
    national_id_scheme: str | None
    national_id: str | None
    street: str | None
    postal_code: str | None
    city: str | None
    region: str | None
    country: str | None
    batch_count: int
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None


class NamedFacility(Record, frozen=True, kw_only=True):
    """The facility that a reference names, in short."""

    facility_id: UUID
    name: str
    gln: str | None
    city: str | None
    country: str | None


async def read_facility(tx: Tx, facility_id: UUID) -> Facility:
    """The facility as it stands in this transaction.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row = await queries.get_facility(tx.connection, brand_id=tx.brand_id, facility_id=facility_id)
    if row is None:
        raise unknown("_facility_id", "facility")
    return record_from(Facility, row)


async def lock_facility(tx: Tx, facility_id: UUID) -> Mapping[str, Any]:
    """The facility's row, held until the transaction ends.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row: Mapping[str, Any] | None = await queries.lock_facility(
        tx.connection, brand_id=tx.brand_id, facility_id=facility_id
    )
    if row is None:
        raise unknown("_facility_id", "facility")
    return row


async def facility_named(tx: Tx, facility_ref: str | None) -> NamedFacility | None:
    """The facility in use that a reference names; ``None`` for none."""
    if facility_ref is None:
        return None
    row = await queries.find_facility(tx.connection, brand_id=tx.brand_id, facility_ref=facility_ref)
    return None if row is None else record_from(NamedFacility, row)


async def require_operator(tx: Tx, argument: str, operator_id: UUID | None) -> None:
    """Nothing, if the operator is there and in use, or none is named.

    Raises:
        InvalidInput: there is none, or an archived one (``OPERATOR_ARCHIVED``).
    """
    if operator_id is None:
        return
    row = await queries.hold_operator(tx.connection, brand_id=tx.brand_id, operator_id=operator_id)
    if row is None:
        raise unknown(argument, "economic operator")
    if row["archived_at"] is not None:
        raise InvalidInput(argument, "this operator is archived; restore it first", code="OPERATOR_ARCHIVED")
