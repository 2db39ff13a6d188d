"""How many units of a mint batch are active and revoked, from its defaults and the rows of those that differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import EXISTING, queries


@dataclass(frozen=True)
class UnitCounts:
    """``activated`` were active at some time, ``revoked`` are, ``active`` are and not revoked; ``standing`` are not
    revoked."""

    activated: int
    revoked: int
    active: int
    standing: int


async def count_units(tx: Tx, batch: Mapping[str, Any], lots: Sequence[Mapping[str, Any]]) -> UnitCounts:
    """The counts of one mint batch; a lot that was scanned, or revoked, counts with all its units."""
    if batch["status"] not in EXISTING:
        return UnitCounts(0, 0, 0, 0)
    everything = batch["quantity"]
    at_once = batch["activation_mode"] == "active_at_mint"
    touched = await queries.count_touched_units(
        tx.connection, brand_id=tx.brand_id, mint_batch_id=batch["mint_batch_id"]
    )
    scanned = [lot for lot in lots if lot["activated_at"]]
    revoked_lots = [lot for lot in lots if lot["passport_state"] == "revoked"]
    activated = everything if at_once else touched["activated"] + _units(scanned)
    if batch["passport_state"] == "revoked":
        return UnitCounts(activated, everything, 0, 0)
    revoked = touched["revoked"] + _units(revoked_lots)
    were_active = (
        revoked if at_once else touched["revoked_active"] + _units([lot for lot in revoked_lots if lot["activated_at"]])
    )
    return UnitCounts(activated, revoked, activated - were_active, everything - revoked)


def _units(lots: Sequence[Mapping[str, Any]]) -> int:
    return sum(lot["quantity"] for lot in lots)
