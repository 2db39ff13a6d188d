"""Writes many products at once, each with everything that goes with it: passport, identifiers, readiness, search text.

A thousand at a time is a good measure. The audit rows are the caller's, who knows why.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from countermark.db.lines import json_lines, lines
from countermark.db.transaction import Tx
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.products.identifier import IdentifierType
from countermark.features.products.index_products import ask_for_segment, index_products
from countermark.features.products.product import queries
from countermark.features.products.readiness_of_many import readiness_of_many
from countermark.features.products.recompute_readiness import recompute_readiness
from countermark.features.products.search_text import RECORD_SEPARATOR, search_text


class NamedValue(Protocol):
    """An identifier of a product to write, checked: of which type, as it was given, and as it is compared."""

    @property
    def identifier_type(self) -> str:
        """``sku``, ``gtin``, ``ean`` or ``upc``."""

    @property
    def value(self) -> str:
        """As it was given."""

    @property
    def normalized(self) -> str:
        """As it is compared."""


class ProductToWrite(NamedTuple):
    """A product as it shall be, whole; ``identifiers`` are those to add."""

    product_id: UUID
    name: Mapping[str, str]
    commercial_status: str
    attributes: Mapping[str, Any]
    identifiers: Sequence[NamedValue]


async def insert_products(tx: Tx, products: Sequence[ProductToWrite], brand_locale: str) -> None:
    """Makes products whose ids, values and identifiers are checked.

    Raises:
        asyncpg.UniqueViolationError: another product of the brand has one of the identifiers.
    """
    if not products:
        return
    judge = readiness_of_many(await brand_schema(tx), brand_locale)
    found = [judge.of(each.name, each.attributes, has_gtin=_has_gtin(each)) for each in products]
    numbers = {text: number for number, text in enumerate(dict.fromkeys(each.problems for each in found), 1)}
    await queries.insert_products(
        tx.connection,
        brand_id=tx.brand_id,
        product_ids=lines(str(product.product_id) for product in products),
        names=json_lines(product.name for product in products),
        commercial_statuses=lines(product.commercial_status for product in products),
        attributes=json_lines(product.attributes for product in products),
        readinesses=lines(each.status for each in found),
        problems=lines(numbers),
        problem_numbers=lines(str(numbers[each.problems]) for each in found),
        missing_fields=lines(each.missing_fields for each in found),
        completeness=lines(str(each.completeness) for each in found),
        has_skus=lines(str(_has_sku(product)) for product in products),
        search_texts=RECORD_SEPARATOR.join(map(_search_text, products)),
    )
    await _add_identifiers(tx, products)
    await ask_for_segment(tx, products[0].product_id, len(products))


def _has_gtin(product: ProductToWrite) -> bool:
    return any(each.identifier_type != IdentifierType.SKU for each in product.identifiers)


def _has_sku(product: ProductToWrite) -> bool:
    return any(each.identifier_type == IdentifierType.SKU for each in product.identifiers)


def _search_text(product: ProductToWrite) -> str:
    identifiers = [each.normalized for each in sorted(product.identifiers, key=_type_of)]
    return search_text(product.name, identifiers, product.attributes)


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
    """By type and value, so that two writers who want the same ones do not wait for each other for ever."""
    added = [(identifier, product.product_id) for product in products for identifier in product.identifiers]
    added.sort(key=lambda each: each[0].normalized)
    added.sort(key=lambda each: each[0].identifier_type)
    if not added:
        return
    await queries.insert_identifiers_of_many(
        tx.connection,
        brand_id=tx.brand_id,
        product_ids=lines(str(product_id) for _, product_id in added),
        types=lines(identifier.identifier_type for identifier, _ in added),
        values=lines(identifier.value for identifier, _ in added),
        normalized=lines(identifier.normalized for identifier, _ in added),
        user_id=tx.actor.user_id,
    )
    if any(map(_has_gtin, products)):
        await notify_resolvers(tx)


def _type_of(identifier: NamedValue) -> str:
    return identifier.identifier_type
