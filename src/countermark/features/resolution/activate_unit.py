"""The first scan of a unit: ``minted -> active``, once, however many phones scan at the same instant."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.resolution.brand_ranges import queries


async def activate_unit(tx: Tx, mint_batch_id: UUID, unit_number: int) -> bool:
    """Whether this scan was the first. ``False``: it is active already, or revoked; nothing is written.

    The row's primary key decides between scans at once: the second waits for the first to commit and finds it done.
    """
    activated_at = await queries.activate_unit(
        tx.connection, brand_id=tx.brand_id, unit_number=unit_number, mint_batch_id=mint_batch_id
    )
    if activated_at is None:
        return False
    codec = await unit_codec(tx)
    old, new = {"state": "minted"}, {"state": "active", "activated_at": activated_at}
    await record(tx, Action.UNIT_ACTIVATED, ("unit", codec.unit_id_of(unit_number)), old=old, new=new)
    return True
