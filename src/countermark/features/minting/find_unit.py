"""Finds what a unit number stands for: its mint batch, its lot, and its own row if it has one."""

from collections.abc import Mapping
from typing import Any

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries


async def find_unit(tx: Tx, number: int | None) -> Mapping[str, Any] | None:
    """The row of a unit, minted or queued; ``None`` when the number is of none: never given out, failed, or ``None``.

    Columns of the mint batch, and of the unit ``own_state``, ``own_sha256``, ``own_published_at``,
    ``own_revoked_at``, ``activated_at``.
    """
    if number is None:
        return None
    row: Mapping[str, Any] | None = await queries.find_unit(tx.connection, brand_id=tx.brand_id, number=number)
    if row is None or number >= row["first_unit_number"] + row["quantity"] or row["status"] == "failed":
        return None
    return row
