"""Takes a product out of sale and out of lists."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.products.product import CommercialStatus, Product, queries, read_product
from countermark.kit.requests import BrandRequest


class ArchiveProduct(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    product_id: UUID


async def archive_product(tx: Tx, request: ArchiveProduct) -> Product:
    """The archived product. Nothing new can be made of it; its codes keep resolving and its identifiers stay its own.

    Archiving it again changes nothing.

    Raises:
        InvalidInput: no such product in the brand.
    """
    row = await queries.archive_product(tx.connection, brand_id=tx.brand_id, product_id=request.product_id)
    if row is not None:
        old = {"commercial_status": row["old_commercial_status"], "archived_at": None}
        new = {"commercial_status": CommercialStatus.INACTIVE, "archived_at": row["archived_at"]}
        await record(tx, Action.PRODUCT_ARCHIVED, ("product", request.product_id), old=old, new=new)
    return await read_product(tx, request.product_id)
