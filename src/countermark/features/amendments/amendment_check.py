"""Whether passports may be amended, how many would be, what they say now: the same for the preflight and the deed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from countermark.db.transaction import Tx
from countermark.features.amendments.amendment import AmendmentKind, FieldChange, queries
from countermark.features.amendments.amendment_policy import AmendmentPolicy
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.minting.mint_check import BlockingReason
from countermark.features.minting.passport_state import PassportState
from countermark.features.passports.amended import Above, amendments_in_force
from countermark.features.passports.passport_target import Target, TargetKind, TargetReference, find_target


@dataclass(frozen=True)
class AmendmentCheck:
    """The outcome for one target. ``eligible`` of ``total`` passports would be amended; ``says`` is what its fields say
    now, by key."""

    target: Target
    above: Above
    total: int
    eligible: int
    says: Mapping[str, Any]
    reasons: list[BlockingReason]

    @property
    def impacted(self) -> int:
        """How many would be amended if it were done now."""
        return 0 if self.reasons else self.eligible


async def check_amendment(
    tx: Tx,
    kind: AmendmentKind,
    reference: TargetReference,
    changes: Sequence[FieldChange],
    rules: tuple[BrandSchema, AmendmentPolicy],
    *,
    lock: bool,
) -> AmendmentCheck:
    """What stands in the way of amending a target; exact while the caller holds its lock.

    Raises:
        InvalidInput: no such target in the brand.
    """
    target = await find_target(tx, reference, lock=lock)
    above = _above(target)
    total, published, revoked = await _counts(tx, target)
    eligible = published + (revoked if kind is AmendmentKind.BREAK_GLASS else 0)
    says = await _says(tx, target, above)
    found = [*_state_reasons(kind, eligible, revoked), *_field_reasons(kind, changes, says, rules)]
    reasons = [BlockingReason(code=code, message=message) for code, message in found]
    return AmendmentCheck(target, above, total, eligible, says, reasons)


def _above(target: Target) -> Above:
    lot_id = target.reference.id if target.reference.kind is TargetKind.LOT else None
    return Above(target.product_id, target.mint_batch_id, lot_id, target.unit_number)


async def _counts(tx: Tx, target: Target) -> tuple[int, int, int]:
    """All passports of a target, and those that are published and revoked."""
    if target.reference.kind is TargetKind.PRODUCT:
        row = await queries.count_passports_of_product(
            tx.connection, brand_id=tx.brand_id, product_id=target.product_id
        )
        return row["total"], row["published"], row["revoked"]
    match target.state:
        case PassportState.PUBLISHED:
            return target.total, target.total - target.revoked, target.revoked
        case PassportState.REVOKED:
            return target.total, 0, target.total
        case _:
            return target.total, target.published, target.revoked


async def _says(tx: Tx, target: Target, above: Above) -> Mapping[str, Any]:
    """The values of a target's fields: as published, with what lies above by now."""
    names = ("product_id", "mint_batch_id", "lot_id")
    key = {"brand_id": tx.brand_id, **{name: getattr(above, name) for name in names}}
    content = await queries.get_snapshot_of_target(tx.connection, **key, sha256=target.snapshot_sha256)
    published_at = target.published_at or await queries.get_publication_of_target(tx.connection, **key)
    frozen = msgspec.json.decode(content) if content else {"product": {"attributes": {}}, "batch": None}
    of_batch = (frozen["batch"] or {}).get("attributes", {})
    amended = await amendments_in_force(tx, above, published_at)
    said: dict[str, Any] = frozen["product"]["attributes"] | of_batch
    return said | {name: change.value for name, change in amended.items()}


def _field_reasons(
    kind: AmendmentKind,
    changes: Sequence[FieldChange],
    says: Mapping[str, Any],
    rules: tuple[BrandSchema, AmendmentPolicy],
) -> Iterator[tuple[str, str]]:
    schema, policy = rules
    for change in changes:
        label = schema.fields[change.field_key].label
        if kind is AmendmentKind.CONTROLLED_UPDATE and not policy.lets(schema, change.field_key):
            yield "FIELD_NOT_ELIGIBLE", f"{label} is not among the fields that the brand lets controlled updates touch"
        if says.get(change.field_key) == change.value:
            yield "VALUE_UNCHANGED", f"{label} says that already"


def _state_reasons(kind: AmendmentKind, eligible: int, revoked: int) -> Iterator[tuple[str, str]]:
    if eligible:
        return
    if kind is AmendmentKind.CONTROLLED_UPDATE and revoked:
        yield "PASSPORT_REVOKED", "it is revoked; only break-glass can amend a revoked passport"
    else:
        yield "PASSPORT_NOT_PUBLISHED", "none of its passports is published; change the product instead"
