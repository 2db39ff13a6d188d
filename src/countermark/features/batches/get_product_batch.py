"""Reads one batch."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.batches.batch import ProductBatchDetail, read_batch
from countermark.kit.requests import BrandRequest


class GetProductBatch(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    batch_id: UUID


async def get_product_batch(tx: Tx, request: GetProductBatch) -> ProductBatchDetail:
    """The batch with its product and how many units were minted from it.

    Raises:
        InvalidInput: no such batch in the brand.
    """
    return await read_batch(tx, request.batch_id)
