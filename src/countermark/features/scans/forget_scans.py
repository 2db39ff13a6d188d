"""Deletes what a brand does not want to keep any longer, a little at a time."""

from datetime import timedelta
from typing import Final

from countermark.db.transaction import Tx
from countermark.features.scans.unfold_scans import queries
from countermark.kit.clock import now

MOST_AT_ONCE: Final = 5_000
CHUNKS_REMEMBERED_FOR: Final = timedelta(days=1)


async def forget_scans(tx: Tx) -> int:
    """Deletes up to ``MOST_AT_ONCE`` scans and as many counts of hours from before the brand's retention.

    Returns how many there were; call it again, each time in a transaction of its own, until there is none. Counts of
    days stay: they say nothing of anybody. Most scans of old days go with their partition and never come here.
    """
    days = await queries.get_retention(tx.connection, brand_id=tx.brand_id)
    if days is None:
        return 0
    midnight = now().replace(hour=0, minute=0, second=0, microsecond=0)
    before = midnight - timedelta(days=days)
    forgotten = 0
    for forget in (queries.forget_scans, queries.forget_hours):
        status = await forget(tx.connection, brand_id=tx.brand_id, before=before, most=MOST_AT_ONCE)
        forgotten += int(status.rpartition(" ")[2])
    await queries.forget_chunks(tx.connection, brand_id=tx.brand_id, before=now() - CHUNKS_REMEMBERED_FOR)
    return forgotten
