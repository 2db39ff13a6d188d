"""Gives a product its SKU, GTIN, EAN or UPC; the value before is retired, never deleted."""

from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.products.identifier import IdentifierType, checked_identifier
from countermark.features.products.index_products import index_products
from countermark.features.products.product import lock_product, queries
from countermark.features.products.recompute_readiness import recompute_readiness
from countermark.features.products.store_identifiers import store_identifiers
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class SetProductIdentifier(BrandRequest, frozen=True, kw_only=True):
    """``_raw_value`` as printed: a SKU of up to 80 characters, or the digits of a barcode."""

    product_id: UUID
    identifier_type: IdentifierType
    raw_value: str


class IdentifierSet(Record, frozen=True, kw_only=True):
    """The value in force now."""

    ok: Literal[True] = True
    product_id: UUID
    identifier_type: IdentifierType
    identifier_value: str
    status: Literal["active"] = "active"


async def set_product_identifier(tx: Tx, request: SetProductIdentifier) -> IdentifierSet:
    """The value in force. Setting what is in force already changes nothing; a value the product had before may return.

    Raises:
        InvalidInput: a value that breaks the rules of its type; no such product, or an archived one
            (``PRODUCT_ARCHIVED``).
        Conflict: another product of the brand has this value (``IDENTIFIER_TAKEN``).
    """
    wanted = checked_identifier("_raw_value", request.identifier_type, request.raw_value)
    await lock_product(tx, request.product_id)
    target = {"brand_id": tx.brand_id, "product_id": request.product_id, "identifier_type": wanted.identifier_type}
    in_force = await queries.get_active_identifier(tx.connection, **target)
    if in_force != wanted.value:
        await queries.retire_identifier(tx.connection, **target, user_id=tx.actor.user_id)
        await store_identifiers(tx, request.product_id, "_raw_value", [wanted])
        await queries.touch_product(tx.connection, brand_id=tx.brand_id, product_id=request.product_id)
        await recompute_readiness(tx, request.product_id)
        await index_products(tx, [request.product_id])
        old, new = ({str(wanted.identifier_type): value} for value in (in_force, wanted.value))
        await record(tx, Action.IDENTIFIER_SET, ("product", request.product_id), old=old, new=new)
    return IdentifierSet(
        product_id=request.product_id, identifier_type=wanted.identifier_type, identifier_value=wanted.value
    )
