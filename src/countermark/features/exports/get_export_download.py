"""A link that downloads a file of an export for five minutes."""

from datetime import datetime, timedelta
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.exports.download_link import DOWNLOADS, EXPORT_LINKS
from countermark.features.exports.file_writer import MEDIA_TYPES
from countermark.features.exports.queries import queries
from countermark.kit.clock import now, to_second
from countermark.kit.download_links import LIFETIME_S
from countermark.kit.errors import InvalidInput, unknown
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class GetExportDownload(BrandRequest, frozen=True, kw_only=True):
    """Which file; ``_number`` is 1 unless the export is of packs."""

    export_id: UUID
    number: int = 1


class ExportDownload(Record, frozen=True, kw_only=True):
    """``path`` is below the server's address; whoever has it may download until ``expires_at``."""

    export_id: UUID
    number: int
    path: str
    expires_at: datetime
    file_name: str
    mime_type: str
    size_bytes: int
    sha256: str


async def get_export_download(tx: Tx, request: GetExportDownload) -> ExportDownload:
    """The link, tied to the brand, the file and its end.

    Raises:
        InvalidInput: no such file; it is not complete (``FILE_NOT_COMPLETE``).
    """
    file = await queries.get_file(
        tx.connection, brand_id=tx.brand_id, export_id=request.export_id, number=request.number
    )
    if file is None:
        raise unknown("_export_id", "file of an export")
    if file["status"] != "completed":
        raise InvalidInput("_number", f"this file is {file['status']}", code="FILE_NOT_COMPLETE")
    expires_at = to_second(now()) + timedelta(seconds=LIFETIME_S)
    names = (tx.brand_id, request.export_id, request.number)
    query = EXPORT_LINKS.signed_query(tx.master_key, *names, expires_at=expires_at)
    return ExportDownload(
        export_id=request.export_id,
        number=request.number,
        path=f"{DOWNLOADS}{'/'.join(map(str, names))}?{query}",
        expires_at=expires_at,
        file_name=file["file_name"],
        mime_type=MEDIA_TYPES[file["format"]],
        size_bytes=file["size_bytes"],
        sha256=file["sha256"].hex(),
    )
