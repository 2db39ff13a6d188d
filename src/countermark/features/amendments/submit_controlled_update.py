"""Amends published passports, or asks a second person to agree."""

from typing import Literal
from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.amendments.amendment import (
    AmendmentKind,
    FieldChange,
    checked_amendment_reason,
    checked_changes,
    checked_targets,
    queries,
)
from countermark.features.amendments.amendment_check import check_amendment
from countermark.features.amendments.amendment_policy import read_policy
from countermark.features.amendments.apply_amendment import Amendment, apply_amendment
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.passports.passport_target import TargetReference
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class SubmitControlledUpdate(BrandRequest, frozen=True, kw_only=True):
    """``_reason`` is for the ledger and the audit log; the public sees that and when, not why."""

    targets: list[TargetReference]
    changes: list[FieldChange]
    reason: str


class ControlledUpdateSubmitted(Record, frozen=True, kw_only=True):
    """``status`` is ``applied``, with the rows of the ledger, or ``awaiting_approval``, with the request's id."""

    ok: Literal[True] = True
    status: Literal["applied", "awaiting_approval"]
    request_id: UUID | None
    amendment_ids: list[UUID]
    impacted_count: int


async def submit_controlled_update(tx: Tx, request: SubmitControlledUpdate) -> ControlledUpdateSubmitted:
    """Lays the changes above what was published: of a product, a mint batch, a lot or a unit. All or nothing.

    Where the brand's policy asks for it, nothing is amended yet: another member has to approve.

    Raises:
        InvalidInput: names the argument and what was wrong; no such target; or what stands in the way, with the code of
            ``preflight_passport_amendment``.
    """
    schema, policy = await brand_schema(tx), await read_policy(tx)
    targets, changes = checked_targets(request.targets), checked_changes(schema, request.changes)
    reason = checked_amendment_reason(request.reason)
    kind = AmendmentKind.CONTROLLED_UPDATE
    if not policy.needs_approval:
        amendment = Amendment(kind, targets, changes, reason, None, tx.actor.user_id)
        applied = await apply_amendment(tx, amendment, (schema, policy), Action.CONTROLLED_UPDATE)
        return ControlledUpdateSubmitted(
            status="applied",
            request_id=None,
            amendment_ids=applied.amendment_ids,
            impacted_count=applied.impacted_count,
        )
    impacted = 0
    for place, reference in enumerate(targets):
        check = await check_amendment(tx, kind, reference, changes, (schema, policy), lock=False)
        if check.reasons:
            raise InvalidInput(f"_targets[{place}]", check.reasons[0].message, code=check.reasons[0].code)
        impacted += check.impacted
    told = {"targets": msgspec.to_builtins(targets), "changes": msgspec.to_builtins(changes), "reason": reason}
    request_id = await queries.insert_request(
        tx.connection, brand_id=tx.brand_id, **told, requested_by=tx.actor.user_id
    )
    await record(tx, Action.CONTROLLED_UPDATE_ASKED, ("amendment_request", request_id), new=told)
    return ControlledUpdateSubmitted(
        status="awaiting_approval", request_id=request_id, amendment_ids=[], impacted_count=impacted
    )
