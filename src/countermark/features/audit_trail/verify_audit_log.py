"""Computes the hash chain of the audit log again."""

from countermark.audit.chain import verify
from countermark.db.transaction import Tx
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class VerifyAuditLog(BrandRequest, frozen=True, kw_only=True):
    """Whose."""


class AuditVerdict(Record, frozen=True, kw_only=True):
    """``first_broken_sequence`` is the first link that does not hold, ``null`` when all do. ``unsealed_rows`` are newer
    than the chain's end."""

    intact: bool
    sealed_rows: int
    unsealed_rows: int
    first_broken_sequence: int | None
    problem: str | None


async def verify_audit_log(tx: Tx, request: VerifyAuditLog) -> AuditVerdict:
    """Whether every sealed row is what it was when it was written."""
    report = await verify(tx)
    return AuditVerdict(**{name: getattr(report, name) for name in AuditVerdict.__struct_fields__})
