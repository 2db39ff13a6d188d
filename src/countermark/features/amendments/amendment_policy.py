"""What a brand lets controlled updates touch, and whether a second person has to agree."""

from datetime import datetime
from typing import NamedTuple

from countermark.db.transaction import Tx
from countermark.features.amendments.amendment import queries
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import FieldType
from countermark.kit.records import Record, record_from

IDENTITY_SECTION = "identity"


class ReasonCode(Record, frozen=True, kw_only=True):
    """A reason for break-glass; ``is_used``: an amendment names it, so it can only be deactivated."""

    reason_code: str
    label: str
    is_active: bool
    is_used: bool
    created_at: datetime


class AmendmentPolicy(NamedTuple):
    """``eligible_fields`` are keys; ``None`` is the default: all but those that tell which product it is."""

    needs_approval: bool = False
    eligible_fields: frozenset[str] | None = None

    def lets(self, schema: BrandSchema, field_key: str) -> bool:
        """Whether a controlled update may touch the field."""
        if self.eligible_fields is not None:
            return field_key in self.eligible_fields
        return field_key in default_eligible(schema)


def default_eligible(schema: BrandSchema) -> frozenset[str]:
    """What may be updated unless the brand says otherwise: everything but identity and files."""
    return frozenset(
        key
        for key, field in schema.fields.items()
        if field.section != IDENTITY_SECTION and field.type is not FieldType.FILE
    )


async def read_policy(tx: Tx) -> AmendmentPolicy:
    """The brand's policy, or the default one."""
    row = await queries.get_policy(tx.connection, brand_id=tx.brand_id)
    if row is None:
        return AmendmentPolicy()
    fields = row["eligible_fields"]
    return AmendmentPolicy(row["needs_approval"], None if fields is None else frozenset(fields))


async def read_reason_codes(tx: Tx) -> list[ReasonCode]:
    """All of the brand's codes, by code."""
    found = queries.list_reason_codes(tx.connection, brand_id=tx.brand_id)
    return [record_from(ReasonCode, row) async for row in found]
