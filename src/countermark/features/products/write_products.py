"""Writes many products at once, each with everything that goes with it: passport, identifiers, readiness, search text.

A thousand at a time is a good measure. The audit rows are the caller's, who knows why.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.fields.brand_schema import BrandSchema, brand_schema
from countermark.features.products.identifier import Identifier, IdentifierType
from countermark.features.products.index_products import SearchSource, index_products, store_search_sources
from countermark.features.products.product import queries
from countermark.features.products.readiness import Readiness, ReadinessFacts, readiness_of
from countermark.features.products.recompute_readiness import recompute_readiness


class ProductToWrite(NamedTuple):
    """A product as it shall be, whole; ``identifiers`` are those to add."""

    product_id: UUID
    name: Mapping[str, str]
    commercial_status: str
    attributes: Mapping[str, Any]
    identifiers: Sequence[Identifier]


async def insert_products(tx: Tx, products: Sequence[ProductToWrite], brand_locale: str) -> None:
    """Makes products whose ids, values and identifiers are checked.

    Raises:
        asyncpg.UniqueViolationError: another product of the brand has one of the identifiers.
    """
    if not products:
        return
    schema = await brand_schema(tx)
    found = [_readiness(schema, product, brand_locale) for product in products]
    made = queries.insert_products(
        tx.connection,
        brand_id=tx.brand_id,
        product_ids=[product.product_id for product in products],
        names=[_json(product.name) for product in products],
        commercial_statuses=[product.commercial_status for product in products],
        attributes=[_json(product.attributes) for product in products],
        readinesses=[str(each.status) for each in found],
        problems=[_json(each.problems) for each in found],
        missing_fields=[" ".join(each.missing_fields) for each in found],
        completeness=[each.completeness for each in found],
    )
    created = {row["product_id"]: row["created_at"] async for row in made}
    await _add_identifiers(tx, products)
    await store_search_sources(tx, [_source(product, created[product.product_id]) for product in products])


def _source(product: ProductToWrite, created_at: datetime) -> SearchSource:
    identifiers = [identifier.normalized for identifier in sorted(product.identifiers)]
    return SearchSource(product.product_id, created_at, product.name, identifiers, product.attributes)


async def update_products(tx: Tx, products: Sequence[ProductToWrite]) -> None:
    """Writes products that exist; the caller holds their rows.

    Raises:
        asyncpg.UniqueViolationError: another product of the brand has one of the identifiers.
    """
    if not products:
        return
    rows = [
        {
            "product_id": product.product_id,
            "name": product.name,
            "commercial_status": product.commercial_status,
            "attributes": product.attributes,
        }
        for product in products
    ]
    await queries.update_products(tx.connection, brand_id=tx.brand_id, rows=rows)
    await _add_identifiers(tx, products)
    await recompute_readiness(tx, *(product.product_id for product in products))
    await index_products(tx, [product.product_id for product in products])


async def _add_identifiers(tx: Tx, products: Sequence[ProductToWrite]) -> None:
    """In the order of their values, so that two writers who want the same ones do not wait for each other for ever."""
    added = sorted((identifier, product.product_id) for product in products for identifier in product.identifiers)
    if not added:
        return
    await queries.insert_identifiers_of_many(
        tx.connection,
        brand_id=tx.brand_id,
        product_ids=[product_id for _, product_id in added],
        types=[str(identifier.identifier_type) for identifier, _ in added],
        values=[identifier.value for identifier, _ in added],
        normalized=[identifier.normalized for identifier, _ in added],
        user_id=tx.actor.user_id,
    )
    if any(identifier.identifier_type is not IdentifierType.SKU for identifier, _ in added):
        await notify_resolvers(tx)


def _readiness(schema: BrandSchema, product: ProductToWrite, brand_locale: str) -> Readiness:
    facts = ReadinessFacts(
        name=product.name,
        brand_locale=brand_locale,
        attributes=product.attributes,
        has_gtin=any(identifier.identifier_type is not IdentifierType.SKU for identifier in product.identifiers),
    )
    return readiness_of(schema, facts)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
