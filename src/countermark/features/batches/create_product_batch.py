"""Records a production batch of a product."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.batches.batch import (
    LONGEST_NUMBER,
    BatchStatus,
    Quantity,
    canonical_in_brand,
    checked_facility_ref,
    checked_production_date,
    merged_attributes,
    queries,
)
from countermark.features.products.product import not_live
from countermark.features.products.product import queries as product_queries
from countermark.features.products.recompute_readiness import recompute_readiness
from countermark.gs1 import is_valid_lot
from countermark.kit.errors import Conflict
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text


class CreateProductBatch(BrandRequest, frozen=True, kw_only=True):
    """``_batch_number`` is unique within the product."""

    product_id: UUID
    batch_number: str
    production_date: date | None = None
    quantity: Quantity | None = None
    facility_ref: str | None = None
    attributes: dict[str, Any] | None = None


class ProductBatch(Record, frozen=True, kw_only=True):
    """The batch as it was made: these keys, in this order, are a contract."""

    id: UUID
    product_id: UUID
    batch_number: str
    status: BatchStatus
    production_date: date | None
    quantity: int | None
    facility_ref: str | None
    created_at: datetime


async def create_product_batch(tx: Tx, request: CreateProductBatch) -> ProductBatch:
    """The new batch, active. A number that cannot be a GS1 batch number, AI (10), is a warning of the product's
    readiness; so is a reference that names none of the facilities, if the brand keeps any.

    Raises:
        InvalidInput: names the argument and what was wrong; no such product, or an archived one
            (``PRODUCT_ARCHIVED``).
        Conflict: the product has a batch of this number (``BATCH_NUMBER_TAKEN``).
    """
    values = {
        "batch_number": checked_text("_batch_number", request.batch_number, longest=LONGEST_NUMBER),
        "production_date": checked_production_date("_production_date", request.production_date),
        "quantity": request.quantity,
        "facility_ref": checked_facility_ref("_facility_ref", request.facility_ref),
        "attributes": merged_attributes("_attributes", {}, await canonical_in_brand(tx, request.attributes or {})),
    }
    row = await _insert(tx, request.product_id, values)
    if row["facility_is_unknown"] or not is_valid_lot(row["batch_number"]):
        await recompute_readiness(tx, request.product_id)
    told = {"product_id": request.product_id, **values}
    await record(tx, Action.BATCH_CREATED, ("product_batch", row["id"]), new=told)
    return record_from(ProductBatch, row)


async def _insert(tx: Tx, product_id: UUID, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """One statement finds the product and inserts; only when it did neither is a second one asked why."""
    try:
        row: Mapping[str, Any] | None = await queries.insert_batch(
            tx.connection, brand_id=tx.brand_id, product_id=product_id, **values
        )
    except asyncpg.UniqueViolationError:
        number = values["batch_number"]
        raise Conflict(
            "_batch_number",
            f"this product already has a batch {number!r}",
            code="BATCH_NUMBER_TAKEN",
            hint="choose another number, or update the batch that has it",
        ) from None
    if row is None:
        raise not_live(await product_queries.get_product(tx.connection, brand_id=tx.brand_id, product_id=product_id))
    return row
