"""Tells what publishing or revoking would do, and does nothing."""

from countermark.db.transaction import Tx
from countermark.features.minting.mint_check import BlockingReason
from countermark.features.minting.passport_state import PassportState
from countermark.features.passports.passport_target import TargetReference, find_target
from countermark.features.passports.transition_check import PassportTransition, check_transition, checked_reason
from countermark.kit.records import Record


class PreflightPassportTransition(PassportTransition, frozen=True, kw_only=True):
    """The arguments of the transition to be."""


class TransitionPreflight(Record, frozen=True, kw_only=True):
    """``eligible_count`` of ``passport_count`` could make this step; ``impacted_count`` would, if it were done now."""

    ok: bool
    target: TargetReference
    from_state: PassportState
    to_state: PassportState
    passport_count: int
    eligible_count: int
    impacted_count: int
    blocking_reasons: list[BlockingReason]


async def preflight_passport_transition(tx: Tx, request: PreflightPassportTransition) -> TransitionPreflight:
    """The same checks and counts as in :func:`transition_passport_lifecycle`, as things stand now.

    Raises:
        InvalidInput: no such target in the brand.
    """
    checked_reason(request.reason)
    to_state = PassportState(request.to_state)
    target = await find_target(tx, request.target, lock=False)
    check = await check_transition(tx, target, to_state)
    return TransitionPreflight(
        ok=not check.reasons,
        target=request.target,
        from_state=target.state,
        to_state=to_state,
        passport_count=target.total,
        eligible_count=check.eligible,
        impacted_count=check.impacted,
        blocking_reasons=check.reasons,
    )
