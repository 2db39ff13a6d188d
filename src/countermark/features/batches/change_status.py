"""Moves a batch to its next status."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.batches.batch import (
    BatchStatus,
    ProductBatchDetail,
    detail_of,
    lock_batch,
    queries,
    read_batch,
)
from countermark.features.products.recompute_readiness import hold_readiness, recompute_readiness
from countermark.gs1 import is_valid_lot
from countermark.kit.errors import InvalidInput

NEXT: Mapping[BatchStatus, tuple[frozenset[BatchStatus], Action, str]] = {
    BatchStatus.CLOSED: (frozenset({BatchStatus.ACTIVE}), Action.BATCH_CLOSED, "BATCH_NOT_ACTIVE"),
    BatchStatus.RECALLED: (
        frozenset({BatchStatus.ACTIVE, BatchStatus.CLOSED}),
        Action.BATCH_RECALLED,
        "BATCH_ALREADY_RECALLED",
    ),
}
"""For each status: from which ones it is reached, its name in the audit log, and the code of a refusal."""


async def change_status(tx: Tx, batch_id: UUID, status: BatchStatus, **told: Any) -> ProductBatchDetail:
    """The batch in its new status; ``told`` goes into the audit row.

    Only an open batch can burden its product's readiness, by a number that is no GS1 batch number or a facility that
    nobody knows.

    Raises:
        InvalidInput: no such batch in the brand, or its status does not lead to ``status``.
    """
    sources, action, refusal = NEXT[status]
    batch = await read_batch(tx, batch_id)
    burdens_product = batch.facility_problem is not None or not is_valid_lot(batch.batch_number)
    if burdens_product:
        await hold_readiness(tx, batch.product_id)
    before = await lock_batch(tx, batch_id)
    if before["status"] not in sources:
        raise InvalidInput("_batch_id", f"the batch is {before['status']}", code=refusal)
    row = await queries.set_status(tx.connection, brand_id=tx.brand_id, batch_id=batch_id, status=status)
    if burdens_product:
        await recompute_readiness(tx, batch.product_id)
    old, new = {"status": before["status"]}, {"status": status, **told}
    await record(tx, action, ("product_batch", batch_id), old=old, new=new)
    return await detail_of(tx, row)
