"""The batches of a brand, whatever their product."""

from datetime import date, datetime
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.batches.batch import LONGEST_NUMBER, BatchStatus, queries
from countermark.features.products.product_filter import plan_with_values
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text


class ListBrandBatches(BrandRequest, frozen=True, kw_only=True):
    """``_query`` is looked for anywhere in the batch number, whatever its case."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    status: BatchStatus | None = None
    query: str | None = None


class BrandBatch(Record, frozen=True, kw_only=True):
    """A batch with its product's name, keyed by language."""

    id: UUID
    product_id: UUID
    product_name: dict[str, str]
    batch_number: str
    status: BatchStatus
    production_date: date | None
    quantity: int | None
    minted_quantity: int
    facility_ref: str | None
    created_at: datetime
    updated_at: datetime


async def list_brand_batches(tx: Tx, request: ListBrandBatches) -> Page[BrandBatch]:
    """A page of batches, the newest first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    text = checked_text("_query", request.query or "", longest=LONGEST_NUMBER, shortest=0)
    if request.status is not None:
        await plan_with_values(tx)
    found = queries.list_batches_of_brand(
        tx.connection,
        brand_id=tx.brand_id,
        before_at=before.at,
        before_id=before.id,
        status=request.status,
        needle=text.casefold() or None,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(
        rows, limit, lambda row: record_from(BrandBatch, row), lambda row: Cursor(row["created_at"], row["id"])
    )
