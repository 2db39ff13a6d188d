"""Writes active identifiers; the database decides who was first."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from countermark.db.transaction import Tx
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.products.identifier import Identifier, IdentifierType
from countermark.features.products.product import queries
from countermark.kit.errors import Conflict


async def store_identifiers(tx: Tx, product_id: UUID, argument: str, identifiers: Sequence[Identifier]) -> None:
    """Inserts active values. Those of the same types were retired before, in this transaction.

    They go in by type, so that two products wanting the same values at once wait for each other in one order. Two
    products that swap values at once wait for each other for ever: PostgreSQL ends one of them, which brings its old
    value back, so that the other one is refused too.

    Raises:
        Conflict: another product of the brand has one of the values (``IDENTIFIER_TAKEN``).
    """
    in_order = sorted(identifiers)
    try:
        await queries.insert_identifiers(
            tx.connection,
            brand_id=tx.brand_id,
            product_id=product_id,
            user_id=tx.actor.user_id,
            types=[identifier.identifier_type for identifier in in_order],
            values=[identifier.value for identifier in in_order],
            normalized=[identifier.normalized for identifier in in_order],
        )
    except (asyncpg.UniqueViolationError, asyncpg.DeadlockDetectedError):
        named = " or ".join(f"{identifier.identifier_type} {identifier.value!r}" for identifier in in_order)
        raise Conflict(
            argument,
            f"another product of this brand has the {named}",
            code="IDENTIFIER_TAKEN",
            hint="set another value on that product first",
        ) from None
    if any(identifier.identifier_type is not IdentifierType.SKU for identifier in in_order):
        await notify_resolvers(tx)
