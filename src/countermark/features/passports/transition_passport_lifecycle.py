"""Publishes and revokes passports."""

from typing import Any, Literal

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import Permission
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.minting.count_units import UnitCounts, count_units
from countermark.features.minting.mint_batch import read_lots, read_mint_batch
from countermark.features.minting.mint_history import MintEventKind, add_mint_event
from countermark.features.minting.passport_state import PassportState
from countermark.features.passports.passport_target import Target, TargetKind, TargetReference, find_target, queries
from countermark.features.passports.snapshot import freeze
from countermark.features.passports.transition_check import PassportTransition, check_transition, checked_reason
from countermark.kit.errors import Forbidden, InvalidInput
from countermark.kit.records import Record

NEEDED = {
    PassportState.PUBLISHED: Permission.PASSPORTS_PUBLISH,
    PassportState.REVOKED: Permission.PASSPORTS_REVOKE,
}
OF_THE_TARGET = ("MINT_BATCH_NOT_MINTED", "PASSPORT_CONTENT_NOT_READY", "ATTACHMENTS_NOT_READY")


class TransitionPassportLifecycle(PassportTransition, frozen=True, kw_only=True):
    """What shall move where."""


class PassportTransitioned(Record, frozen=True, kw_only=True):
    """The move is made. ``impacted_count`` passports changed; 0 when all were there already."""

    ok: Literal[True] = True
    target: TargetReference
    from_state: PassportState
    to_state: PassportState
    impacted_count: int


async def transition_passport_lifecycle(tx: Tx, request: TransitionPassportLifecycle) -> PassportTransitioned:
    """Moves a passport, or all of a mint batch in one update: unpublished -> published -> revoked, forward only.

    Publishing freezes the facts as they stand. Units and lots that are ahead of their mint batch stay as they are. To
    ask for the state that holds already changes nothing and is no error.

    Raises:
        Forbidden: the role may not publish, or not revoke.
        InvalidInput: no such target; or what stands in the way, with the code of ``preflight_passport_transition``.
    """
    to_state = PassportState(request.to_state)
    if NEEDED[to_state] not in tx.actor.permissions:
        raise Forbidden(f"your role in this brand lacks the permission {NEEDED[to_state]}")
    reason = checked_reason(request.reason)
    target = await find_target(tx, request.target, lock=True)
    check = await check_transition(tx, target, to_state)
    if check.reasons:
        first = check.reasons[0]
        argument = "_target" if first.code in OF_THE_TARGET else "_to_state"
        raise InvalidInput(argument, first.message, code=first.code)
    if target.state is not to_state:
        sha256 = await freeze(tx, check.sources, target.gtin) if to_state is PassportState.PUBLISHED else None
        before = await _counts(tx, target)
        await _move(tx, target, to_state, sha256)
        await _tell_mint_batch(tx, target, to_state, reason, before)
        told = {"passport_state": to_state, "impacted_count": check.impacted, "reason": reason}
        new = told | ({"snapshot_sha256": sha256.hex()} if sha256 else {})
        old = {"passport_state": target.state}
        name = (str(request.target.kind), request.target.id)
        await record(tx, Action.PASSPORT_TRANSITIONED, name, old=old, new=new)
        await notify_resolvers(tx)
    return PassportTransitioned(
        target=request.target, from_state=target.state, to_state=to_state, impacted_count=check.impacted
    )


async def _counts(tx: Tx, target: Target) -> UnitCounts | None:
    """The units of a mint batch, to see how many a move takes away; a single unit is known without."""
    if target.mint_batch_id is None or target.reference.kind is TargetKind.UNIT:
        return None
    batch = await read_mint_batch(tx, target.mint_batch_id)
    return await count_units(tx, batch, await read_lots(tx, target.mint_batch_id))


async def _tell_mint_batch(
    tx: Tx, target: Target, state: PassportState, reason: str | None, before: UnitCounts | None
) -> None:
    """The history of the mint batch tells of units, whatever bears their passports."""
    if target.mint_batch_id is None:
        return
    revokes = state is PassportState.REVOKED
    kind = MintEventKind.PASSPORTS_REVOKED if revokes else MintEventKind.PASSPORTS_PUBLISHED
    units, active = 1, int(target.is_active)
    if before is not None:
        after = await _counts(tx, target) or before
        active = before.active - after.active
        units = before.standing - after.standing if revokes else target.units
    await add_mint_event(
        tx, target.mint_batch_id, kind, reason=reason, units=units, active_units=active if revokes else 0
    )


async def _move(tx: Tx, target: Target, state: PassportState, sha256: bytes | None) -> None:
    values: dict[str, Any] = {"brand_id": tx.brand_id, "state": state, "sha256": sha256}
    mint_batch_id = target.mint_batch_id
    match target.reference.kind:
        case TargetKind.MINT_BATCH:
            await queries.move_mint_batch(tx.connection, **values, mint_batch_id=mint_batch_id)
            from_state = target.state
            await queries.move_lots_of_mint_batch(
                tx.connection, **values, mint_batch_id=mint_batch_id, from_state=from_state
            )
        case TargetKind.LOT:
            await queries.move_lot(tx.connection, **values, lot_id=target.reference.id)
        case TargetKind.UNIT:
            kept = {"sha256": sha256 or target.snapshot_sha256, "published_at": target.published_at}
            unit = {"mint_batch_id": mint_batch_id, "unit_number": target.unit_number}
            await queries.move_unit(tx.connection, **(values | kept), **unit)
        case TargetKind.PRODUCT:
            await queries.move_product(tx.connection, **values, product_id=target.product_id)
