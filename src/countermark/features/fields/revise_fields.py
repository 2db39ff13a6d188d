"""Makes a changed schema known."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.brands.brand import queries
from countermark.features.brands.recheck_products import recheck_products


async def revise_fields(tx: Tx) -> UUID:
    """Gives the brand's schema a new revision, and has the readiness of all its products worked out anew: the run."""
    await queries.revise_fields(tx.connection, brand_id=tx.brand_id)
    return await recheck_products(tx)
