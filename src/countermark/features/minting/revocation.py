"""Writes revocations of units: a row for each, a line in the history of each mint batch."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.mint_history import MintEventKind, add_mint_event


async def revoke_numbers(tx: Tx, units: Sequence[tuple[int, UUID]], reason: str) -> int:
    """Revokes units given by number and mint batch; how many were not revoked before. It holds the mint batches."""
    mint_batch_ids = sorted({mint_batch_id for _, mint_batch_id in units})
    await queries.lock_mint_batches(tx.connection, brand_id=tx.brand_id, mint_batch_ids=mint_batch_ids)
    modes = queries.list_activation_modes(tx.connection, brand_id=tx.brand_id, mint_batch_ids=mint_batch_ids)
    at_once = {row["mint_batch_id"] async for row in modes if row["activation_mode"] == "active_at_mint"}
    rows = queries.revoke_units(
        tx.connection,
        brand_id=tx.brand_id,
        numbers=[number for number, _ in units],
        mint_batch_ids=[mint_batch_id for _, mint_batch_id in units],
        reason=reason,
    )
    revoked: Counter[UUID] = Counter()
    active: Counter[UUID] = Counter()
    async for row in rows:
        revoked[row["mint_batch_id"]] += 1
        active[row["mint_batch_id"]] += row["was_scanned"] or row["mint_batch_id"] in at_once
    for mint_batch_id, count in revoked.items():
        await add_mint_event(
            tx,
            mint_batch_id,
            MintEventKind.UNITS_REVOKED,
            reason=reason,
            units=count,
            active_units=active[mint_batch_id],
        )
    return revoked.total()
