"""Writes the history of mint batches: a row for whatever happens to one, in the transaction in which it happens."""

from enum import StrEnum
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries


class MintEventKind(StrEnum):
    """What can happen to a mint batch."""

    SUBMITTED = "submitted"
    COMPLETED = "completed"
    FAILED = "failed"
    TRANSITIONED = "transitioned"
    VOIDED = "voided"
    UNITS_REVOKED = "units_revoked"
    PASSPORTS_PUBLISHED = "passports_published"
    PASSPORTS_REVOKED = "passports_revoked"
    FIRST_ACTIVATED = "first_activated"


async def add_mint_event(
    tx: Tx,
    mint_batch_id: UUID,
    kind: MintEventKind,
    *,
    statuses: tuple[str | None, str | None] = (None, None),
    reason: str | None = None,
    units: int = 0,
    active_units: int = 0,
) -> None:
    """Adds a row. ``statuses`` are those before and after; ``active_units`` of the ``units`` taken away were active."""
    await queries.add_mint_event(
        tx.connection,
        brand_id=tx.brand_id,
        mint_batch_id=mint_batch_id,
        kind=kind,
        from_status=statuses[0],
        to_status=statuses[1],
        reason=reason,
        units=units,
        active_units=active_units,
        actor_kind=tx.actor.kind,
        actor_id=tx.actor.user_id,
    )
