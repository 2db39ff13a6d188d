"""A brand's own serials, in the order of their unit numbers."""

from countermark.db.transaction import Tx
from countermark.features.exports.unit_source import BatchFacts, Stretch


async def own_serials(tx: Tx, facts: BatchFacts, stretch: Stretch) -> list[str] | None:
    """The serials of a stretch; ``None`` when they are computed."""
    return None
