"""Lists mint batches."""

from typing import Literal
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import MintBatch, queries
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest

MintBatchStatus = Literal["queued", "minted", "exported", "printed", "applied", "voided", "failed"]


class ListMintBatches(BrandRequest, frozen=True, kw_only=True):
    """Filters narrow the list; an unknown product or batch has no mint batches."""

    product_id: UUID | None = None
    product_batch_id: UUID | None = None
    status: MintBatchStatus | None = None
    sandbox: bool | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def list_mint_batches(tx: Tx, request: ListMintBatches) -> Page[MintBatch]:
    """A page of mint batches, the newest first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_mint_batches(
        tx.connection,
        brand_id=tx.brand_id,
        product_id=request.product_id,
        product_batch_id=request.product_batch_id,
        status=request.status,
        sandbox=request.sandbox,
        before_at=before.at,
        before_id=before.id,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(
        rows,
        limit,
        lambda row: record_from(MintBatch, row),
        lambda row: Cursor(row["created_at"], row["mint_batch_id"]),
    )
