"""Moves a mint batch along: minted, exported, printed, applied; or voids it, which revokes every unit at once."""

from collections.abc import Mapping
from typing import Any, Final, Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.minting.count_units import count_units
from countermark.features.minting.mint_batch import queries, read_lots
from countermark.features.minting.mint_history import MintEventKind, add_mint_event
from countermark.kit.errors import InvalidInput, unknown
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

FORWARD: Final = ("minted", "exported", "printed", "applied")
LONGEST_REASON: Final = 500


class TransitionMintBatch(BrandRequest, frozen=True, kw_only=True):
    """``_reason`` is needed to void, and kept in the history otherwise."""

    mint_batch_id: UUID
    to_status: Literal["exported", "printed", "applied", "voided"]
    reason: str | None = None


class MintBatchTransitioned(Record, frozen=True, kw_only=True):
    """The step is made. ``revoked_units``: how many a voiding revoked; 0 for any other step."""

    ok: Literal[True] = True
    mint_batch_id: UUID
    from_status: str
    to_status: str
    revoked_units: int


async def transition_mint_batch(tx: Tx, request: TransitionMintBatch) -> MintBatchTransitioned:
    """One step, or several at once: forward only, steps may be left out. All but a failed one can be voided.

    To ask for the status that holds already changes nothing and is no error. Voided units give their quantity back to
    the production batch, so that they can be minted anew.

    Raises:
        InvalidInput: no such mint batch; a step that is not possible (``MINT_BATCH_TRANSITION``); voiding without a
            reason (``REASON_NEEDED``).
    """
    reason = checked_text("_reason", request.reason, longest=LONGEST_REASON) if request.reason else None
    if request.to_status == "voided" and reason is None:
        raise InvalidInput("_reason", "say why the units are voided", code="REASON_NEEDED")
    batch = await queries.lock_mint_batch(tx.connection, brand_id=tx.brand_id, mint_batch_id=request.mint_batch_id)
    if batch is None:
        raise unknown("_mint_batch_id", "mint batch")
    before, after = batch["status"], request.to_status
    revoked = 0
    if before != after:
        _check_step(before, after)
        revoked = await _step(tx, batch, after, reason)
    return MintBatchTransitioned(
        mint_batch_id=request.mint_batch_id, from_status=before, to_status=after, revoked_units=revoked
    )


async def note_exported(tx: Tx, mint_batch_id: UUID) -> None:
    """The step to ``exported``, for whoever has made a file of the units; nothing where it is not ahead any more."""
    batch = await queries.lock_mint_batch(tx.connection, brand_id=tx.brand_id, mint_batch_id=mint_batch_id)
    if batch is not None and "exported" in possible_steps(batch["status"]):
        await _step(tx, batch, "exported", None)


def possible_steps(status: str) -> tuple[str, ...]:
    """The statuses that may follow; the next step first, voiding last."""
    if status in ("failed", "voided"):
        return ()
    later = FORWARD[FORWARD.index(status) + 1 :] if status in FORWARD else ()
    return (*later, "voided")


def _check_step(before: str, after: str) -> None:
    steps = possible_steps(before)
    if after not in steps:
        told = f"it can become {' or '.join(steps)}" if steps else "nothing follows"
        raise InvalidInput("_to_status", f"the mint batch is {before}: {told}", code="MINT_BATCH_TRANSITION")


async def _step(tx: Tx, batch: Mapping[str, Any], after: str, reason: str | None) -> int:
    """Makes a step that is possible, with its row of history and of the audit log; how many units it revoked."""
    revoked = await (_void(tx, batch, reason or "") if after == "voided" else _advance(tx, batch, after, reason))
    told = {"status": after, "reason": reason} | ({"revoked_units": revoked} if after == "voided" else {})
    name = ("mint_batch", batch["mint_batch_id"])
    await record(tx, Action.MINT_BATCH_TRANSITIONED, name, old={"status": batch["status"]}, new=told)
    return revoked


async def _advance(tx: Tx, batch: Mapping[str, Any], status: str, reason: str | None) -> int:
    key = {"brand_id": tx.brand_id, "mint_batch_id": batch["mint_batch_id"]}
    await queries.set_mint_batch_status(tx.connection, **key, status=status)
    await add_mint_event(
        tx,
        batch["mint_batch_id"],
        MintEventKind.TRANSITIONED,
        statuses=(batch["status"], status),
        reason=reason,
        units=batch["quantity"],
    )
    return 0


async def _void(tx: Tx, batch: Mapping[str, Any], reason: str) -> int:
    """Revokes all units by the state of their batch; how many were not revoked before. None of a queued mint exists."""
    mint_batch_id = batch["mint_batch_id"]
    key = {"brand_id": tx.brand_id, "mint_batch_id": mint_batch_id}
    counts = await count_units(tx, batch, await read_lots(tx, mint_batch_id))
    await queries.void_mint_batch(tx.connection, **key, reason=reason)
    await queries.revoke_lots(tx.connection, **key)
    if not batch["is_sandbox"]:
        run = {"brand_id": tx.brand_id, "product_batch_id": batch["product_batch_id"]}
        await queries.count_as_minted(tx.connection, **run, quantity=-batch["quantity"])
    await add_mint_event(
        tx,
        mint_batch_id,
        MintEventKind.VOIDED,
        statuses=(batch["status"], "voided"),
        reason=reason,
        units=counts.standing,
        active_units=counts.active,
    )
    await notify_resolvers(tx)
    return counts.standing
