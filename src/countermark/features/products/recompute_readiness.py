"""Stores a product's readiness anew, after anything that it depends on changed."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.products.product import queries
from countermark.features.products.readiness import readiness_of, readiness_problems
from countermark.gs1.character_sets import CSET_82

LONGEST_LOT = 20  # AI (10): X..20
MOST_BATCHES_NAMED = 20


async def recompute_readiness(tx: Tx, product_id: UUID) -> None:
    """Reads what the readiness depends on and stores the outcome if it changed. The product must exist.

    The lock comes first, in a statement of its own: of two writers at once the second then sees what the first one
    committed, and never stores an outcome of facts that are gone.
    """
    key = {"brand_id": tx.brand_id, "product_id": product_id}
    await hold_readiness(tx, product_id)
    facts = await queries.get_readiness_facts(
        tx.connection,
        **key,
        lot_characters=CSET_82,
        longest_lot=LONGEST_LOT,
        most=MOST_BATCHES_NAMED,
    )
    problems = readiness_problems(
        name=facts["name"],
        brand_locale=facts["brand_locale"],
        attributes=facts["attributes"],
        has_gtin=facts["has_gtin"],
        odd_batch_numbers=facts["odd_batch_numbers"],
    )
    await queries.store_readiness(tx.connection, **key, status=readiness_of(problems), problems=problems)


async def hold_readiness(tx: Tx, product_id: UUID) -> None:
    """Makes other writers of the product wait. Rows are locked product first, batch second, so that none can deadlock:
    who locks a batch and will recompute after calls this before."""
    await queries.lock_product(tx.connection, brand_id=tx.brand_id, product_id=product_id)
