"""Writes amendments into the ledger: a row for each field of each target, in one transaction."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.amendments.amendment import AmendmentKind, FieldChange, queries
from countermark.features.amendments.amendment_check import AmendmentCheck, check_amendment
from countermark.features.amendments.amendment_policy import AmendmentPolicy
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.passports.passport_target import TargetKind, TargetReference
from countermark.kit.errors import InvalidInput


class Amendment(NamedTuple):
    """What shall be amended, why, and who wants it. ``approved_by`` is the second person where one was needed."""

    kind: AmendmentKind
    targets: Sequence[TargetReference]
    changes: Sequence[FieldChange]
    reason: str
    reason_code: str | None
    amended_by: UUID | None
    approved_by: UUID | None = None


class Applied(NamedTuple):
    """The rows of the ledger, and how many passports they changed."""

    amendment_ids: list[UUID]
    impacted_count: int


async def apply_amendment(
    tx: Tx, amendment: Amendment, rules: tuple[BrandSchema, AmendmentPolicy], action: Action
) -> Applied:
    """All of it or nothing. Passports show it at once.

    Raises:
        InvalidInput: no such target, or what stands in the way, with the code of ``preflight_passport_amendment``.
    """
    ids: list[UUID] = []
    impacted = 0
    for place, reference in enumerate(amendment.targets):
        check = await check_amendment(tx, amendment.kind, reference, amendment.changes, rules, lock=True)
        if check.reasons:
            first = check.reasons[0]
            raise InvalidInput(f"_targets[{place}]", first.message, code=first.code)
        ids += [await _add(tx, amendment, check, change) for change in amendment.changes]
        impacted += check.impacted
        await record(
            tx,
            action,
            (str(reference.kind), reference.id),
            old={change.field_key: check.says.get(change.field_key) for change in amendment.changes},
            new={change.field_key: change.value for change in amendment.changes}
            | {"reason": amendment.reason, "impacted_count": check.impacted}
            | ({"reason_code": amendment.reason_code} if amendment.reason_code else {}),
        )
    await notify_resolvers(tx)
    return Applied(ids, impacted)


async def _add(tx: Tx, amendment: Amendment, check: AmendmentCheck, change: FieldChange) -> UUID:
    scope = check.target.reference.kind
    above = check.above
    amendment_id: UUID = await queries.insert_amendment(
        tx.connection,
        brand_id=tx.brand_id,
        kind=amendment.kind,
        scope=scope,
        product_id=above.product_id,
        mint_batch_id=above.mint_batch_id if scope is TargetKind.MINT_BATCH else None,
        lot_id=above.lot_id,
        unit_number=above.unit_number,
        field_key=change.field_key,
        value=change.value,
        old_value=check.says.get(change.field_key),
        withdraws=None,
        reason=amendment.reason,
        reason_code=amendment.reason_code,
        impacted_count=check.impacted,
        amended_by=amendment.amended_by,
        approved_by=amendment.approved_by,
    )
    return amendment_id
