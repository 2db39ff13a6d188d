"""Stores the readiness of many products anew, in two statements whatever their number."""

from collections.abc import Collection
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.products.product import queries
from countermark.features.products.readiness import readiness_of, readiness_problems
from countermark.features.products.recompute_readiness import LONGEST_LOT, MOST_BATCHES_NAMED
from countermark.gs1.character_sets import CSET_82


async def recompute_readiness_of(tx: Tx, product_ids: Collection[UUID]) -> None:
    """As ``recompute_readiness`` of each. The caller holds their rows, locked in the order of their ids."""
    found = queries.get_readiness_facts_of(
        tx.connection,
        brand_id=tx.brand_id,
        product_ids=list(product_ids),
        lot_characters=CSET_82,
        longest_lot=LONGEST_LOT,
        most=MOST_BATCHES_NAMED,
    )
    rows = []
    async for facts in found:
        problems = readiness_problems(
            name=facts["name"],
            brand_locale=facts["brand_locale"],
            attributes=facts["attributes"],
            has_gtin=facts["has_gtin"],
            odd_batch_numbers=facts["odd_batch_numbers"],
        )
        rows.append({"product_id": facts["product_id"], "status": readiness_of(problems), "problems": problems})
    await queries.store_readiness_of(tx.connection, brand_id=tx.brand_id, rows=rows)
