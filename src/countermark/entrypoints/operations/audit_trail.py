"""The operation table's lines for the audit log."""

from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.audit_trail.audit_row import AuditRow
from countermark.features.audit_trail.export_audit_log import AuditExport, ExportAuditLog, export_audit_log
from countermark.features.audit_trail.list_audit_log import ListAuditLog, list_audit_log
from countermark.features.audit_trail.verify_audit_log import AuditVerdict, VerifyAuditLog, verify_audit_log
from countermark.kit.cursors import Page

AUDIT_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=list_audit_log,
        request=ListAuditLog,
        result=Page[AuditRow],
        summary="What was done in the brand, by whom and when, the newest first",
        permission=Permission.AUDIT_READ,
    ),
    Operation(
        run=export_audit_log,
        request=ExportAuditLog,
        result=AuditExport,
        summary="The audit log as CSV or JSON Lines, with its hash chain",
        permission=Permission.AUDIT_READ,
    ),
    Operation(
        run=verify_audit_log,
        request=VerifyAuditLog,
        result=AuditVerdict,
        summary="Whether the audit log is what was written",
        permission=Permission.AUDIT_READ,
    ),
)
