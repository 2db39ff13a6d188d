"""A brand's own serials, in the order of their unit numbers."""

from countermark.db.transaction import Tx
from countermark.features.exports.unit_source import BatchFacts, Stretch
from countermark.features.minting.unit_serials import read_own_serials


async def own_serials(tx: Tx, facts: BatchFacts, stretch: Stretch) -> list[str] | None:
    """The serials of a stretch; ``None`` when they are computed."""
    if facts.serial_list_id is None:
        return None
    place = stretch.first_unit_number - facts.first_unit_number
    return await read_own_serials(tx, facts.serial_list_id, place, stretch.count)
