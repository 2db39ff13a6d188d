"""Reads one product."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.products.product import Product, read_product
from countermark.kit.requests import BrandRequest


class GetProduct(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    product_id: UUID


async def get_product(tx: Tx, request: GetProduct) -> Product:
    """The product with its active identifiers, archived or not.

    Raises:
        InvalidInput: no such product in the brand.
    """
    return await read_product(tx, request.product_id)
