"""The main images of some products at once, for a list that shows them."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.attachments.attachment import Attachment, attachment_from, queries
from countermark.kit.cursors import MAX_LIMIT
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest


class ListProductImages(BrandRequest, frozen=True, kw_only=True):
    """Up to 200 products. One that does not exist has no image."""

    product_ids: list[UUID]


async def list_product_images(tx: Tx, request: ListProductImages) -> list[Attachment]:
    """The main image of each product that has one, in no order.

    Raises:
        InvalidInput: more than 200 products.
    """
    if len(request.product_ids) > MAX_LIMIT:
        raise InvalidInput("_product_ids", f"are {len(request.product_ids)}; at most {MAX_LIMIT} are allowed")
    found = queries.list_main_images(tx.connection, brand_id=tx.brand_id, product_ids=request.product_ids)
    return [attachment_from(tx, row) async for row in found]
