"""The production batch: one run of a product. Its pure rules, the door to one, and the SQL of this area."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.operators.facility import NamedFacility, facility_named
from countermark.features.products.attributes import canonical_attributes
from countermark.kit.clock import now
from countermark.kit.errors import InvalidInput, unknown
from countermark.kit.json_values import checked_object
from countermark.kit.records import Record, record_from
from countermark.kit.text import checked_text

queries = load_queries(__file__)
LONGEST_NUMBER: Final = 100
LONGEST_FACILITY_REF: Final = 100
MOST_YEARS_AHEAD: Final = 5
Quantity = Annotated[int, msgspec.Meta(ge=1, le=1_000_000_000)]


class BatchStatus(StrEnum):
    """``active`` -> ``closed``; either -> ``recalled``. Only an active batch can be minted from."""

    ACTIVE = "active"
    CLOSED = "closed"
    RECALLED = "recalled"


class ProductBatchDetail(Record, frozen=True, kw_only=True):
    """Everything about one batch. ``quantity`` is ``null`` while it is open how many there will be.

    ``facility`` is the one that ``facility_ref`` names in the master data; ``facility_problem`` says so when none is.
    """

    id: UUID
    product_id: UUID
    batch_number: str
    status: BatchStatus
    production_date: date | None
    quantity: int | None
    minted_quantity: int
    facility_ref: str | None
    facility: NamedFacility | None
    facility_problem: str | None
    attributes: dict[str, Any]
    created_at: datetime
    updated_at: datetime


def checked_production_date(argument: str, value: date | None) -> date | None:
    """``value`` unless it lies further ahead than plans reach: ``MOST_YEARS_AHEAD`` years from today, in UTC.

    Raises:
        InvalidInput: says how far ahead is allowed.
    """
    today = now().date()
    if value and (value.year - MOST_YEARS_AHEAD, value.month, value.day) > (today.year, today.month, today.day):
        raise InvalidInput(argument, f"{value} is more than {MOST_YEARS_AHEAD} years ahead")
    return value


def checked_facility_ref(argument: str, value: str | None) -> str | None:
    """``value`` without surrounding white space, if it is of 1 to 100 characters and has no control ones.

    Raises:
        InvalidInput: says what is wrong with it.
    """
    return None if value is None else checked_text(argument, value, longest=LONGEST_FACILITY_REF)


async def canonical_in_brand(tx: Tx, attributes: Mapping[str, Any]) -> dict[str, Any]:
    """``attributes`` with every value that fits its field in the form in which it is kept; the others as they are."""
    return canonical_attributes(await brand_schema(tx), attributes) if attributes else {}


def merged_attributes(argument: str, stored: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """``stored`` with ``changes`` laid over it key by key: ``null`` removes a key.

    Raises:
        InvalidInput: what comes out is too large or too deep.
    """
    merged = {key: value for key, value in {**stored, **changes}.items() if value is not None}
    return checked_object(argument, merged)


async def read_batch(tx: Tx, batch_id: UUID) -> ProductBatchDetail:
    """The batch as it stands in this transaction.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row = await queries.get_batch(tx.connection, brand_id=tx.brand_id, batch_id=batch_id)
    if row is None:
        raise unknown("_batch_id", "batch")
    return await detail_of(tx, row)


async def detail_of(tx: Tx, row: Mapping[str, Any]) -> ProductBatchDetail:
    """The record of a row, with the facility that its reference names."""
    facility = await facility_named(tx, row["facility_ref"])
    is_unmatched = row["facility_ref"] is not None and facility is None
    problem = f"no facility of this brand has the reference {row['facility_ref']!r}" if is_unmatched else None
    return record_from(ProductBatchDetail, {**row, "facility": facility, "facility_problem": problem})


async def lock_batch(tx: Tx, batch_id: UUID) -> Mapping[str, Any]:
    """The batch's row, held until the transaction ends.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row: Mapping[str, Any] | None = await queries.lock_batch(tx.connection, brand_id=tx.brand_id, batch_id=batch_id)
    if row is None:
        raise unknown("_batch_id", "batch")
    return row
