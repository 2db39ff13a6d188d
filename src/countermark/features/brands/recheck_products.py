"""Asks for the readiness of all the brand's products to be worked out anew."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.brand import queries
from countermark.jobs.queue import JobName, enqueue


async def recheck_products(tx: Tx) -> UUID:
    """The run that will do it once this transaction commits; one that is under way already begins again from its start.

    For whatever changes what is asked of every product: its industry, packs, custom fields, the brand's language.
    """
    row = await queries.request_readiness_run(tx.connection, brand_id=tx.brand_id, user_id=tx.actor.user_id)
    if row["is_new"]:
        await enqueue(tx, JobName.RECHECK_READINESS)
    run_id: UUID = row["readiness_run_id"]
    return run_id
