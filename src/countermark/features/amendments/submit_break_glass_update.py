"""Amends published or revoked passports when nothing else will do."""

from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.db.transaction import Tx
from countermark.features.amendments.amendment import (
    AmendmentKind,
    FieldChange,
    checked_amendment_reason,
    checked_changes,
    checked_targets,
    queries,
)
from countermark.features.amendments.amendment_policy import read_policy
from countermark.features.amendments.apply_amendment import Amendment, apply_amendment
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.passports.passport_target import TargetReference
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class SubmitBreakGlassUpdate(BrandRequest, frozen=True, kw_only=True):
    """``_reason_code`` is one of the brand's active codes, ``_reason`` says the rest in words."""

    targets: list[TargetReference]
    changes: list[FieldChange]
    reason_code: str
    reason: str


class BreakGlassApplied(Record, frozen=True, kw_only=True):
    """The rows of the ledger, and how many passports they changed."""

    ok: Literal[True] = True
    amendment_ids: list[UUID]
    impacted_count: int


async def submit_break_glass_update(tx: Tx, request: SubmitBreakGlassUpdate) -> BreakGlassApplied:
    """Lays the changes above what was published, whatever the policy lets controlled updates touch, also where a
    passport is revoked. At once: an emergency waits for nobody, and everybody can see afterwards who did it.

    Raises:
        InvalidInput: names the argument and what was wrong; a code that is none of the brand's or not active
            (``REASON_CODE_NOT_ACTIVE``); no such target; or what stands in the way.
    """
    schema, policy = await brand_schema(tx), await read_policy(tx)
    targets, changes = checked_targets(request.targets), checked_changes(schema, request.changes)
    reason = checked_amendment_reason(request.reason)
    code = await queries.lock_reason_code(tx.connection, brand_id=tx.brand_id, reason_code=request.reason_code)
    if code is None or not code["is_active"]:
        raise InvalidInput(
            "_reason_code",
            f"{request.reason_code!r} is no active reason code of the brand",
            code="REASON_CODE_NOT_ACTIVE",
            hint="get_amendment_policy tells which there are",
        )
    amendment = Amendment(AmendmentKind.BREAK_GLASS, targets, changes, reason, request.reason_code, tx.actor.user_id)
    applied = await apply_amendment(tx, amendment, (schema, policy), Action.BREAK_GLASS_UPDATE)
    return BreakGlassApplied(amendment_ids=applied.amendment_ids, impacted_count=applied.impacted_count)
