"""The economic operators behind a product."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.operators.economic_operator import queries
from countermark.features.operators.product_operator import ProductOperator, operators_of
from countermark.kit.errors import unknown
from countermark.kit.requests import BrandRequest


class ListProductOperators(BrandRequest, frozen=True, kw_only=True):
    """Whose."""

    product_id: UUID


async def list_product_operators(tx: Tx, request: ListProductOperators) -> list[ProductOperator]:
    """Each operator with its role; the brand's default manufacturer where the product names none.

    Raises:
        InvalidInput: no such product.
    """
    if not await queries.is_product(tx.connection, brand_id=tx.brand_id, product_id=request.product_id):
        raise unknown("_product_id", "product")
    return await operators_of(tx, request.product_id)
