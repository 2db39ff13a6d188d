"""Brings an archived product back."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.products.product import CommercialStatus, Product, queries, read_product
from countermark.features.products.recompute_readiness import recompute_readiness
from countermark.kit.requests import BrandRequest


class UnarchiveProduct(BrandRequest, frozen=True, kw_only=True):
    """It comes back off sale unless told otherwise: putting it on sale is a decision of its own."""

    product_id: UUID
    commercial_status: CommercialStatus = CommercialStatus.INACTIVE


async def unarchive_product(tx: Tx, request: UnarchiveProduct) -> Product:
    """The product, in the lists again, with the identifiers it kept. One that is not archived stays as it is.

    Raises:
        InvalidInput: no such product in the brand.
    """
    values = {"product_id": request.product_id, "commercial_status": request.commercial_status}
    row = await queries.unarchive_product(tx.connection, brand_id=tx.brand_id, **values)
    if row is not None:
        await recompute_readiness(tx, request.product_id)
        old = {"commercial_status": row["old_commercial_status"], "archived_at": row["old_archived_at"]}
        new = {"commercial_status": request.commercial_status, "archived_at": None}
        await record(tx, Action.PRODUCT_UNARCHIVED, ("product", request.product_id), old=old, new=new)
    return await read_product(tx, request.product_id)
