"""The product: its record, the doors to one, and the SQL of this area."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.products.readiness import MintReadiness, ReadinessProblem
from countermark.kit.errors import InvalidInput, unknown
from countermark.kit.records import Record, record_from

queries = load_queries(__file__)


class CommercialStatus(StrEnum):
    """Whether the product is on sale; only an active one can be minted."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"


class ActiveIdentifiers(Record, frozen=True, kw_only=True):
    """The values in force, as they were given; ``null`` where there is none."""

    sku: str | None = None
    gtin: str | None = None
    ean: str | None = None
    upc: str | None = None


class Product(Record, frozen=True, kw_only=True):
    """A product model. ``name`` is keyed by language; ``attributes`` is flat, by field key.

    ``missing_fields`` are asked for and not there; ``completeness`` is the share of what is asked for, in percent.
    """

    product_id: UUID
    name: dict[str, str]
    commercial_status: CommercialStatus
    identifiers: ActiveIdentifiers
    attributes: dict[str, Any]
    mint_readiness_status: MintReadiness
    readiness_problems: list[ReadinessProblem]
    missing_fields: list[str]
    completeness: int
    archived_at: datetime | None
    created_at: datetime
    updated_at: datetime


def product_from(row: Mapping[str, Any]) -> Product:
    """The record in a row of ``get_product`` or ``list_products``."""
    typed = {
        "identifiers": msgspec.convert(row["identifiers"], ActiveIdentifiers),
        "readiness_problems": msgspec.convert(row["readiness_problems"], list[ReadinessProblem]),
    }
    return record_from(Product, {**row, **typed})


async def read_product(tx: Tx, product_id: UUID) -> Product:
    """The product as it stands in this transaction.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row = await queries.get_product(tx.connection, brand_id=tx.brand_id, product_id=product_id)
    if row is None:
        raise unknown("_product_id", "product")
    return product_from(row)


async def require_product(tx: Tx, product_id: UUID) -> None:
    """Returns if there is such a product in the brand, archived or not.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    if not await queries.product_exists(tx.connection, brand_id=tx.brand_id, product_id=product_id):
        raise unknown("_product_id", "product")


async def lock_product(tx: Tx, product_id: UUID) -> Mapping[str, Any]:
    """The row of a product that may be changed, held until the transaction ends: writers of one product queue.

    Raises:
        InvalidInput: no such product in the brand, or it is archived (``PRODUCT_ARCHIVED``).
    """
    row: Mapping[str, Any] | None = await queries.lock_product(
        tx.connection, brand_id=tx.brand_id, product_id=product_id
    )
    if row is None or row["archived_at"] is not None:
        raise not_live(row)
    return row


def not_live(row: Mapping[str, Any] | None) -> InvalidInput:
    """Why nothing can be made of this product: there is no row of it in the brand, or it is archived."""
    if row is None:
        return unknown("_product_id", "product")
    return InvalidInput("_product_id", "this product is archived", code="PRODUCT_ARCHIVED")
