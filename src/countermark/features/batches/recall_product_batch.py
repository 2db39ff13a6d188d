"""Recalls a batch: every passport page of its units says so from then on."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.batches.batch import BatchStatus, ProductBatchDetail
from countermark.features.batches.change_status import change_status
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

LONGEST_REASON = 500


class RecallProductBatch(BrandRequest, frozen=True, kw_only=True):
    """``_reason`` is for the audit log; the public does not see it."""

    batch_id: UUID
    reason: str | None = None


async def recall_product_batch(tx: Tx, request: RecallProductBatch) -> ProductBatchDetail:
    """The recalled batch. There is no way back.

    Raises:
        InvalidInput: no such batch in the brand, or it is recalled already (``BATCH_ALREADY_RECALLED``).
    """
    reason = None if request.reason is None else checked_text("_reason", request.reason, longest=LONGEST_REASON)
    batch = await change_status(tx, request.batch_id, BatchStatus.RECALLED, reason=reason)
    await notify_resolvers(tx)
    return batch
