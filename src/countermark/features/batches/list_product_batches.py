"""The batches of one product."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.batches.batch import BatchStatus, queries
from countermark.features.products.product import require_product
from countermark.kit.cursors import NEWEST, Cursor, checked_limit
from countermark.kit.errors import unknown
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest

MAX_LIMIT = 1000


class ListProductBatches(BrandRequest, frozen=True, kw_only=True):
    """``_after`` is the id of the last batch of the page before."""

    product_id: UUID
    limit: int = MAX_LIMIT
    after: UUID | None = None


class ListedProductBatch(Record, frozen=True, kw_only=True):
    """A batch in its product's list: these keys, in this order, are a contract."""

    id: UUID
    batch_number: str
    status: BatchStatus
    production_date: date | None
    quantity: int | None
    facility_ref: str | None
    attributes: dict[str, Any]
    created_at: datetime
    updated_at: datetime


async def list_product_batches(tx: Tx, request: ListProductBatches) -> list[ListedProductBatch]:
    """The product's batches, the newest first: up to ``_limit`` of those that come after ``_after``.

    Raises:
        InvalidInput: no such product in the brand, no such batch of it in ``_after``, or a limit outside 1..1000.
    """
    most = checked_limit(request.limit, most=MAX_LIMIT)
    before = NEWEST if request.after is None else await _place(tx, request.product_id, request.after)
    rows = queries.list_batches_of_product(
        tx.connection,
        brand_id=tx.brand_id,
        product_id=request.product_id,
        before_at=before.at,
        before_id=before.id,
        most=most,
    )
    batches = [record_from(ListedProductBatch, row) async for row in rows]
    if not batches:
        await require_product(tx, request.product_id)
    return batches


async def _place(tx: Tx, product_id: UUID, batch_id: UUID) -> Cursor:
    created_at = await queries.place_of_batch(
        tx.connection, brand_id=tx.brand_id, product_id=product_id, batch_id=batch_id
    )
    if created_at is None:
        await require_product(tx, product_id)
        raise unknown("_after", "batch of this product")
    return Cursor(created_at, batch_id)
