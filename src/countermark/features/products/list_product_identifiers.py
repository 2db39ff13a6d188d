"""The identifiers of a product, with those it had before."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.products.identifier import IdentifierType
from countermark.features.products.product import queries, require_product
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest


class ListProductIdentifiers(BrandRequest, frozen=True, kw_only=True):
    """Of which product."""

    product_id: UUID


class ProductIdentifier(Record, frozen=True, kw_only=True):
    """A value and the time it was in force. ``identifier_value`` is as given, the normalized one what is compared."""

    identifier_type: IdentifierType
    identifier_value: str
    identifier_value_normalized: str
    status: Literal["active", "retired"]
    created_at: datetime
    created_by: UUID | None
    deactivated_at: datetime | None
    deactivated_by: UUID | None


class ProductIdentifiers(Record, frozen=True, kw_only=True):
    """Active ones first, then the latest retired."""

    ok: Literal[True] = True
    product_id: UUID
    identifiers: list[ProductIdentifier]


async def list_product_identifiers(tx: Tx, request: ListProductIdentifiers) -> ProductIdentifiers:
    """Every value the product has or had; nothing is ever deleted, because printed codes keep resolving.

    Raises:
        InvalidInput: no such product in the brand.
    """
    rows = queries.list_identifiers(tx.connection, brand_id=tx.brand_id, product_id=request.product_id)
    identifiers = [record_from(ProductIdentifier, row) async for row in rows]
    if not identifiers:
        await require_product(tx, request.product_id)
    return ProductIdentifiers(product_id=request.product_id, identifiers=identifiers)
