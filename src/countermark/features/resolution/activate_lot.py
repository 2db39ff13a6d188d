"""The first scan of a lot: its units have one identity between them, so they become active together."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.resolution.brand_ranges import queries


async def activate_lot(tx: Tx, lot_id: UUID) -> bool:
    """Whether this scan was the first. ``False``: it is active already, or revoked; nothing is written."""
    activated_at = await queries.activate_lot(tx.connection, brand_id=tx.brand_id, lot_id=lot_id)
    if activated_at is None:
        return False
    old, new = {"state": "minted"}, {"state": "active", "activated_at": activated_at}
    await record(tx, Action.LOT_ACTIVATED, ("lot", lot_id), old=old, new=new)
    return True
