"""Whether a passport may move to a state, and how many would: the same for the preflight and the deed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from countermark.db.transaction import Tx
from countermark.features.attachments.passport_files import not_ready
from countermark.features.minting.mint_batch import EXISTING
from countermark.features.minting.mint_check import BlockingReason
from countermark.features.minting.passport_state import PassportState
from countermark.features.passports.passport_target import Target, TargetReference
from countermark.features.passports.snapshot import snapshot_sources
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

LONGEST_REASON = 500


class PassportTransition(BrandRequest, frozen=True, kw_only=True):
    """``_reason`` is for the audit log; the public does not see it."""

    target: TargetReference
    to_state: Literal["published", "revoked"]
    reason: str | None = None


@dataclass(frozen=True)
class TransitionCheck:
    """The outcome. ``eligible`` passports can make this very step; ``sources`` are the facts to be frozen."""

    reasons: list[BlockingReason]
    eligible: int
    sources: Mapping[str, Any]

    @property
    def impacted(self) -> int:
        """How many would move if it were done now."""
        return 0 if self.reasons else self.eligible


async def check_transition(tx: Tx, target: Target, to_state: PassportState) -> TransitionCheck:
    """What stands in the way of ``target`` going to ``to_state``; nothing does when it is there already."""
    sources = await snapshot_sources(tx, target.product_id, target.product_batch_id)
    reasons = [BlockingReason(code=code, message=text) for code, text in _reasons(target, to_state, sources)]
    return TransitionCheck(reasons, eligible_passports(target, to_state), sources)


def checked_reason(reason: str | None) -> str | None:
    """``reason`` trimmed, of 1 to 500 characters; raises InvalidInput otherwise."""
    return None if reason is None else checked_text("_reason", reason, longest=LONGEST_REASON)


def eligible_passports(target: Target, to_state: PassportState) -> int:
    """How many passports of the target stand right before ``to_state``; those ahead of their batch do not."""
    if to_state.rank != target.state.rank + 1:
        return 0
    ahead = target.published + target.revoked if to_state is PassportState.PUBLISHED else target.revoked
    return target.total - ahead


def _reasons(target: Target, to_state: PassportState, sources: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if target.mint_status is not None and target.mint_status not in EXISTING:
        yield "MINT_BATCH_NOT_MINTED", f"its mint batch is {target.mint_status}; only minted units have passports"
    if to_state.rank < target.state.rank:
        yield "PASSPORT_STATE_FORWARD_ONLY", f"it is {target.state} and cannot become {to_state} again"
    if to_state.rank > target.state.rank + 1:
        yield "PASSPORT_NOT_PUBLISHED", f"it is {target.state}; only a published passport can be {to_state}"
    is_published_now = to_state is PassportState.PUBLISHED and target.state is PassportState.UNPUBLISHED
    if is_published_now and sources["mint_readiness_status"] != "READY":
        errors = [problem["message"] for problem in sources["readiness_problems"] if problem["severity"] == "error"]
        yield "PASSPORT_CONTENT_NOT_READY", f"required facts of the product are missing: {'; '.join(errors)}"
    if is_published_now and (waiting := not_ready(sources["attachments"])):
        yield "ATTACHMENTS_NOT_READY", f"pictures are still being prepared, try again soon: {', '.join(waiting)}"
