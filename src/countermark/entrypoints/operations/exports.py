"""The operation table's lines for exports."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.exports.cancel_export import CancelExport, cancel_export
from countermark.features.exports.create_export import CreateExport, create_export
from countermark.features.exports.export import Export, ExportFile
from countermark.features.exports.generate_payload_packs import GeneratePayloadPacks, generate_payload_packs
from countermark.features.exports.get_export import GetExport, get_export
from countermark.features.exports.get_export_download import ExportDownload, GetExportDownload, get_export_download
from countermark.features.exports.list_exports import ListExports, list_exports
from countermark.features.exports.list_payload_packs import ListPayloadPacks, list_payload_packs
from countermark.features.exports.retry_export import RetryExport, retry_export
from countermark.kit.cursors import Page

EXPORT_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_export,
        request=CreateExport,
        result=Export,
        summary="Export the units of a mint batch, in the background",
        permission=Permission.EXPORTS_WRITE,
        action=Action.EXPORT_CREATED,
    ),
    Operation(
        run=get_export,
        request=GetExport,
        result=Export,
        summary="How far an export is",
        permission=Permission.EXPORTS_READ,
    ),
    Operation(
        run=list_exports,
        request=ListExports,
        result=Page[Export],
        summary="Exports, the newest first",
        permission=Permission.EXPORTS_READ,
    ),
    Operation(
        run=list_payload_packs,
        request=ListPayloadPacks,
        result=Page[ExportFile],
        summary="The files of an export, with their hashes",
        permission=Permission.EXPORTS_READ,
    ),
    Operation(
        run=generate_payload_packs,
        request=GeneratePayloadPacks,
        result=Export,
        summary="Make packs of an export that are not there yet",
        permission=Permission.EXPORTS_WRITE,
        action=Action.PACKS_REQUESTED,
    ),
    Operation(
        run=get_export_download,
        request=GetExportDownload,
        result=ExportDownload,
        summary="A link that downloads a file of an export for five minutes",
        permission=Permission.EXPORTS_READ,
    ),
    Operation(
        run=cancel_export,
        request=CancelExport,
        result=Export,
        summary="Stop an export; complete files stay",
        permission=Permission.EXPORTS_WRITE,
        action=Action.EXPORT_CANCELLED,
    ),
    Operation(
        run=retry_export,
        request=RetryExport,
        result=Export,
        summary="Queue a failed or cancelled export again",
        permission=Permission.EXPORTS_WRITE,
        action=Action.EXPORT_RETRIED,
    ),
)
