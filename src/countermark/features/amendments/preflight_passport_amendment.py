"""Tells what an amendment would do, and does nothing."""

from typing import Any

from countermark.db.transaction import Tx
from countermark.features.amendments.amendment import (
    AmendmentKind,
    FieldChange,
    checked_changes,
    checked_targets,
)
from countermark.features.amendments.amendment_check import check_amendment
from countermark.features.amendments.amendment_policy import read_policy
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.minting.mint_check import BlockingReason
from countermark.features.passports.passport_target import TargetReference
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class PreflightPassportAmendment(BrandRequest, frozen=True, kw_only=True):
    """What shall be amended, and by which door."""

    kind: AmendmentKind
    targets: list[TargetReference]
    changes: list[FieldChange]


class FieldPreview(Record, frozen=True, kw_only=True):
    """A field as it is and as it would be; ``null``: it says nothing."""

    field_key: str
    label: str
    old_value: Any
    new_value: Any


class TargetPreflight(Record, frozen=True, kw_only=True):
    """One target: ``eligible_count`` of ``passport_count`` could be amended, ``impacted_count`` would be now."""

    target: TargetReference
    passport_count: int
    eligible_count: int
    impacted_count: int
    fields: list[FieldPreview]
    blocking_reasons: list[BlockingReason]


class AmendmentPreflight(Record, frozen=True, kw_only=True):
    """``ok``: nothing stands in the way. ``needs_approval``: a second person would have to agree."""

    ok: bool
    needs_approval: bool
    impacted_count: int
    targets: list[TargetPreflight]


async def preflight_passport_amendment(tx: Tx, request: PreflightPassportAmendment) -> AmendmentPreflight:
    """The same checks and counts as in the deed, as things stand now.

    Raises:
        InvalidInput: no such target in the brand; changes as in :func:`submit_controlled_update`.
    """
    schema, policy = await brand_schema(tx), await read_policy(tx)
    changes = checked_changes(schema, request.changes)
    found = []
    for reference in checked_targets(request.targets):
        check = await check_amendment(tx, request.kind, reference, changes, (schema, policy), lock=False)
        fields = [
            FieldPreview(
                field_key=change.field_key,
                label=schema.fields[change.field_key].label,
                old_value=check.says.get(change.field_key),
                new_value=change.value,
            )
            for change in changes
        ]
        found.append(
            TargetPreflight(
                target=reference,
                passport_count=check.total,
                eligible_count=check.eligible,
                impacted_count=check.impacted,
                fields=fields,
                blocking_reasons=check.reasons,
            )
        )
    return AmendmentPreflight(
        ok=not any(each.blocking_reasons for each in found),
        needs_approval=policy.needs_approval and request.kind is AmendmentKind.CONTROLLED_UPDATE,
        impacted_count=sum(each.impacted_count for each in found),
        targets=found,
    )
