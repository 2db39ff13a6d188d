"""Ends a production run: nothing more is minted from it."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.batches.batch import BatchStatus, ProductBatchDetail
from countermark.features.batches.change_status import change_status
from countermark.kit.requests import BrandRequest


class CloseProductBatch(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    batch_id: UUID


async def close_product_batch(tx: Tx, request: CloseProductBatch) -> ProductBatchDetail:
    """The closed batch. What was minted from it stays as it is.

    Raises:
        InvalidInput: no such batch in the brand, or it is not active (``BATCH_NOT_ACTIVE``).
    """
    return await change_status(tx, request.batch_id, BatchStatus.CLOSED)
