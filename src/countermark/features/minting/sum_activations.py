"""Adds first scans to the sums by day and product, and by block of numbers, so that nobody has to count them again."""

from datetime import timedelta
from typing import Final

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.kit.clock import now
from countermark.serials import SANDBOX_NUMBERS_FROM

HORIZON: Final = timedelta(minutes=10)
"""Longer than any transaction may live: what was activated before it is committed, or never will be."""


async def sum_activations(tx: Tx) -> None:
    """Sums what is older than the horizon and was not summed before; begun twice at once, it is done once."""
    through = now() - HORIZON
    row = await queries.claim_activation_sums(tx.connection, brand_id=tx.brand_id, through=through)
    if row is not None:
        period = {"brand_id": tx.brand_id, "after": row["after"], "through": through}
        await queries.sum_activations(tx.connection, **period, sandbox_from=SANDBOX_NUMBERS_FROM)
        await queries.count_activated_in_blocks(tx.connection, **period)
