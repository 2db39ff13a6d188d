"""Makes a product: its model passport and, if given, its identifiers come with it."""

from collections.abc import Sequence
from typing import Any

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import Permission
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.fields.locales import checked_localized
from countermark.features.products.attributes import canonical_attributes, merged_attributes
from countermark.features.products.identifier import Identifier, IdentifierType, checked_identifier
from countermark.features.products.index_products import index_products
from countermark.features.products.product import CommercialStatus, Product, queries, read_product
from countermark.features.products.recompute_readiness import recompute_readiness
from countermark.features.products.store_identifiers import store_identifiers
from countermark.kit.errors import Forbidden, InvalidInput
from countermark.kit.requests import BrandRequest


class NewIdentifier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member of ``_identifiers``."""

    identifier_type: IdentifierType
    raw_value: str


class CreateProduct(BrandRequest, frozen=True, kw_only=True):
    """``_name`` is keyed by language; ``_attributes`` is flat, by field key; one identifier of each type at most."""

    name: dict[str, str]
    attributes: dict[str, Any] | None = None
    commercial_status: CommercialStatus = CommercialStatus.ACTIVE
    identifiers: list[NewIdentifier] | None = None


async def create_product(tx: Tx, request: CreateProduct) -> Product:
    """The new product. Its passport is unpublished; whether it can be minted is in ``mint_readiness_status``.

    Raises:
        InvalidInput: names the argument and what was wrong with it.
        Conflict: another product of the brand has one of the identifiers (``IDENTIFIER_TAKEN``).
        Forbidden: identifiers were given, and the role may not set them.
    """
    if request.identifiers and Permission.IDENTIFIERS_WRITE not in tx.actor.permissions:
        raise Forbidden(f"your role in this brand lacks the permission {Permission.IDENTIFIERS_WRITE}")
    identifiers = _checked_identifiers(request.identifiers or [])
    attributes = canonical_attributes(await brand_schema(tx), request.attributes or {})
    values = {
        "name": checked_localized("_name", request.name),
        "commercial_status": request.commercial_status,
        "attributes": merged_attributes("_attributes", {}, attributes),
    }
    product_id = await queries.insert_product(tx.connection, brand_id=tx.brand_id, **values)
    if identifiers:
        await store_identifiers(tx, product_id, "_identifiers", identifiers)
    await recompute_readiness(tx, product_id)
    await index_products(tx, [product_id])
    told = {identifier.identifier_type: identifier.value for identifier in identifiers}
    await record(tx, Action.PRODUCT_CREATED, ("product", product_id), new={**values, "identifiers": told})
    return await read_product(tx, product_id)


def _checked_identifiers(given: Sequence[NewIdentifier]) -> list[Identifier]:
    types = [identifier.identifier_type for identifier in given]
    if len(set(types)) < len(types):
        raise InvalidInput("_identifiers", "names a type twice; a product has one active value of each")
    return [
        checked_identifier(f"_identifiers[{place}].raw_value", identifier.identifier_type, identifier.raw_value)
        for place, identifier in enumerate(given)
    ]
