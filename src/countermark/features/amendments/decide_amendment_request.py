"""Approves, declines or withdraws a controlled update that waits."""

from typing import Literal
from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import Permission
from countermark.features.amendments.amendment import (
    AmendmentKind,
    FieldChange,
    checked_amendment_reason,
    checked_changes,
    queries,
)
from countermark.features.amendments.amendment_policy import read_policy
from countermark.features.amendments.apply_amendment import Amendment, Applied, apply_amendment
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.passports.passport_target import TargetReference
from countermark.kit.errors import Forbidden, InvalidInput, unknown
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

STATUSES = {"approve": "approved", "decline": "declined", "withdraw": "withdrawn"}


class DecideAmendmentRequest(BrandRequest, frozen=True, kw_only=True):
    """Who asked may withdraw, and nobody else; approving and declining is for others."""

    request_id: UUID
    decision: Literal["approve", "decline", "withdraw"]
    reason: str | None = None


class AmendmentRequestDecided(Record, frozen=True, kw_only=True):
    """What became of it; ``amendment_ids`` are the rows of the ledger if it was approved."""

    ok: Literal[True] = True
    request_id: UUID
    status: Literal["approved", "declined", "withdrawn"]
    amendment_ids: list[UUID]
    impacted_count: int


async def decide_amendment_request(tx: Tx, request: DecideAmendmentRequest) -> AmendmentRequestDecided:
    """Approving amends at once, if everything still holds that held when it was asked for.

    Raises:
        Forbidden: the role may not approve; or it is the own request, or to be withdrawn somebody else's.
        InvalidInput: no such request; it was decided before (``REQUEST_DECIDED``); what stands in the way by now.
    """
    reason = None if request.reason is None else checked_amendment_reason(request.reason)
    row = await queries.lock_request(tx.connection, brand_id=tx.brand_id, request_id=request.request_id)
    if row is None:
        raise unknown("_request_id", "request")
    _check_who(tx, request, row["requested_by"])
    if row["status"] != "waiting":
        raise InvalidInput("_request_id", f"it was {row['status']} before", code="REQUEST_DECIDED")
    applied = Applied([], 0)
    if request.decision == "approve":
        schema, policy = await brand_schema(tx), await read_policy(tx)
        amendment = Amendment(
            AmendmentKind.CONTROLLED_UPDATE,
            msgspec.convert(row["targets"], list[TargetReference]),
            checked_changes(schema, msgspec.convert(row["changes"], list[FieldChange])),
            row["reason"],
            None,
            row["requested_by"],
            tx.actor.user_id,
        )
        applied = await apply_amendment(tx, amendment, (schema, policy), Action.CONTROLLED_UPDATE)
    status = STATUSES[request.decision]
    await queries.decide_request(
        tx.connection,
        brand_id=tx.brand_id,
        request_id=request.request_id,
        status=status,
        decided_by=tx.actor.user_id,
        decision_reason=reason,
    )
    target = ("amendment_request", request.request_id)
    await record(tx, Action.AMENDMENT_REQUEST_DECIDED, target, old={"status": "waiting"}, new={"status": status})
    return AmendmentRequestDecided(
        request_id=request.request_id,
        status=msgspec.convert(status, Literal["approved", "declined", "withdrawn"]),
        amendment_ids=applied.amendment_ids,
        impacted_count=applied.impacted_count,
    )


def _check_who(tx: Tx, request: DecideAmendmentRequest, requested_by: UUID | None) -> None:
    is_own = requested_by is not None and requested_by == tx.actor.user_id
    if request.decision == "withdraw":
        if not is_own:
            raise Forbidden("only who asked can withdraw a request; decline it instead")
    elif is_own:
        raise Forbidden("a second person has to decide; you can withdraw your own request")
    elif Permission.PASSPORTS_APPROVE not in tx.actor.permissions:
        raise Forbidden(f"your role in this brand lacks the permission {Permission.PASSPORTS_APPROVE}")
