"""Reads what may be amended how."""

from countermark.db.transaction import Tx
from countermark.features.amendments.amendment_policy import (
    ReasonCode,
    default_eligible,
    read_policy,
    read_reason_codes,
)
from countermark.features.fields.brand_schema import brand_schema
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class GetAmendmentPolicy(BrandRequest, frozen=True, kw_only=True):
    """Nothing but the brand."""


class AmendmentPolicyRead(Record, frozen=True, kw_only=True):
    """``eligible_fields`` are the keys that controlled updates may touch; ``is_default``: the brand never chose them.

    ``reason_codes`` are those for break-glass.
    """

    needs_approval: bool
    is_default: bool
    eligible_fields: list[str]
    reason_codes: list[ReasonCode]


async def get_amendment_policy(tx: Tx, request: GetAmendmentPolicy) -> AmendmentPolicyRead:
    """The policy in force."""
    policy = await read_policy(tx)
    chosen = policy.eligible_fields
    eligible = default_eligible(await brand_schema(tx)) if chosen is None else chosen
    return AmendmentPolicyRead(
        needs_approval=policy.needs_approval,
        is_default=chosen is None,
        eligible_fields=sorted(eligible),
        reason_codes=await read_reason_codes(tx),
    )
