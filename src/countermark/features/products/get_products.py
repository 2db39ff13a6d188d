"""Reads several products at once."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.products.product import Product, product_from, queries
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest

MOST_PRODUCTS = 200


class GetProducts(BrandRequest, frozen=True, kw_only=True):
    """Which ones."""

    product_ids: list[UUID]


async def get_products(tx: Tx, request: GetProducts) -> list[Product]:
    """The products in the order of their ids in the request, archived or not; those that the brand lacks are left out.

    Raises:
        InvalidInput: none or more than 200 ids.
    """
    if not 1 <= len(request.product_ids) <= MOST_PRODUCTS:
        raise InvalidInput("_product_ids", f"needs 1 to {MOST_PRODUCTS} members, not {len(request.product_ids)}")
    wanted = list(dict.fromkeys(request.product_ids))
    found = queries.get_products(tx.connection, brand_id=tx.brand_id, product_ids=wanted)
    return [product_from(row) async for row in found]
