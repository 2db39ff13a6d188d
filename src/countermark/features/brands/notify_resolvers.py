"""Tells resolvers that what they remember of a brand has changed."""

from countermark.db.transaction import Tx
from countermark.features.brands.brand import queries


async def notify_resolvers(tx: Tx) -> None:
    """Makes every resolver read the brand anew once this transaction commits. For whatever changes a scan's answer."""
    await queries.notify_resolvers(tx.connection, brand_id=tx.brand_id)
