"""Takes an amendment back, by another row of the ledger."""

from typing import Literal
from uuid import UUID

import asyncpg

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import Permission
from countermark.features.amendments.amendment import AmendmentKind, checked_amendment_reason, queries
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.kit.errors import Forbidden, InvalidInput, unknown
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class WithdrawPassportAmendment(BrandRequest, frozen=True, kw_only=True):
    """Which row of the ledger, and why."""

    amendment_id: UUID
    reason: str


class AmendmentWithdrawn(Record, frozen=True, kw_only=True):
    """``amendment_id`` is the new row, which withdraws the other."""

    ok: Literal[True] = True
    amendment_id: UUID
    withdraws: UUID
    impacted_count: int


async def withdraw_passport_amendment(tx: Tx, request: WithdrawPassportAmendment) -> AmendmentWithdrawn:
    """The passports say again what they said without it: an amendment before it, or what was published.

    Raises:
        Forbidden: it was made by break-glass, and the role lacks that permission.
        InvalidInput: no such amendment; it is a withdrawal itself (``AMENDMENT_IS_WITHDRAWAL``), or was withdrawn
            before (``AMENDMENT_WITHDRAWN``).
    """
    reason = checked_amendment_reason(request.reason)
    row = await queries.get_amendment(tx.connection, brand_id=tx.brand_id, amendment_id=request.amendment_id)
    if row is None:
        raise unknown("_amendment_id", "amendment")
    if row["kind"] == AmendmentKind.BREAK_GLASS and Permission.PASSPORTS_BREAK_GLASS not in tx.actor.permissions:
        raise Forbidden(f"your role in this brand lacks the permission {Permission.PASSPORTS_BREAK_GLASS}")
    if row["withdraws"] is not None:
        raise InvalidInput("_amendment_id", "a withdrawal stays", code="AMENDMENT_IS_WITHDRAWAL")
    if row["is_withdrawn"]:
        raise _withdrawn_before()
    names = ("kind", "scope", "product_id", "mint_batch_id", "lot_id", "unit_number", "field_key", "reason_code")
    kept = {name: row[name] for name in (*names, "impacted_count")}
    try:
        amendment_id = await queries.insert_amendment(
            tx.connection,
            brand_id=tx.brand_id,
            **kept,
            value=row["old_value"],
            old_value=row["value"],
            withdraws=request.amendment_id,
            reason=reason,
            amended_by=tx.actor.user_id,
            approved_by=None,
        )
    except asyncpg.UniqueViolationError:  # somebody else did so at the same time
        raise _withdrawn_before() from None
    field = row["field_key"]
    await record(
        tx,
        Action.AMENDMENT_WITHDRAWN,
        ("amendment", request.amendment_id),
        old={field: row["value"]},
        new={field: row["old_value"], "reason": reason},
    )
    await notify_resolvers(tx)
    return AmendmentWithdrawn(
        amendment_id=amendment_id, withdraws=request.amendment_id, impacted_count=row["impacted_count"]
    )


def _withdrawn_before() -> InvalidInput:
    return InvalidInput("_amendment_id", "it was withdrawn before", code="AMENDMENT_WITHDRAWN")
