"""The run that works out all products of a brand anew, in steps that each commit on their own.

A step takes the next products in the order of their ids and notes how far it came in the same transaction, so a worker
that is killed between any two of them loses nothing and does nothing twice. A run that is asked for again meanwhile
begins from the first product, because each step reads from the run where to go on.
"""

from countermark.db.transaction import Tx
from countermark.features.products.product import queries
from countermark.features.products.recompute_readiness import recompute_readiness

PRODUCTS_A_STEP = 200


async def begin_readiness_run(tx: Tx) -> bool:
    """Shows that the work has begun. False: there is nothing to do."""
    return await queries.begin_readiness_run(tx.connection, brand_id=tx.brand_id) is not None


async def advance_readiness_run(tx: Tx) -> bool:
    """Does the next products. False: that was the last of them, and the run is over."""
    run = await queries.lock_readiness_run(tx.connection, brand_id=tx.brand_id)
    if run is None:
        return False
    found = queries.list_products_to_recheck(
        tx.connection, brand_id=tx.brand_id, after_product_id=run["after_product_id"], most=PRODUCTS_A_STEP
    )
    product_ids = [row["product_id"] async for row in found]
    if not product_ids:
        await queries.end_readiness_run(tx.connection, brand_id=tx.brand_id)
        return False
    await recompute_readiness(tx, *product_ids)
    await queries.advance_readiness_run(
        tx.connection,
        brand_id=tx.brand_id,
        readiness_run_id=run["readiness_run_id"],
        after_product_id=product_ids[-1],
        processed=len(product_ids),
    )
    return True
