"""From a code on a thing to the product's id, for anybody."""

from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx, enter_brand
from countermark.features.brands.find_brand import find_brand_of_subdomain
from countermark.features.products.identifier import IdentifierType, checked_identifier
from countermark.features.search.search_hit import queries
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import Request


class ResolveProductAliasPublic(Request, frozen=True, kw_only=True):
    """Whose code it is (the brand's subdomain), what kind (``sku``, ``gtin``, ``ean``, ``upc``), and the code.

    Anything is taken, and what is no code has no product.
    """

    subdomain: Any = None
    type: Any = None
    value: Any = None


async def resolve_product_alias_public(tx: Tx, request: ResolveProductAliasPublic) -> UUID | None:
    """The product that has the code, else the one that had it last; ``None`` for everything else. Never raises.

    Barcodes are one kind: a GTIN is found by the EAN or UPC of the same number. Two look-ups by key, whatever is asked.
    """
    given = (request.subdomain, request.type, request.value)
    if not all(isinstance(part, str) for part in given):
        return None
    try:
        kind = IdentifierType(request.type.strip().lower())
        wanted = checked_identifier("_value", kind, request.value)
    except (InvalidInput, ValueError):
        return None
    subdomain = request.subdomain.strip()
    if not subdomain.isascii() or "." in subdomain or "\x00" in subdomain:
        return None
    brand_id = await find_brand_of_subdomain(tx.connection, subdomain)
    if brand_id is None:
        return None
    await enter_brand(tx.connection, brand_id)
    kinds = [IdentifierType.SKU] if kind is IdentifierType.SKU else list(IdentifierType)[1:]
    found: UUID | None = await queries.get_product_id_of_alias(
        tx.connection, brand_id=brand_id, kinds=kinds, value=wanted.normalized
    )
    return found
