"""A link that downloads the file of a label job for five minutes."""

from datetime import datetime, timedelta
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.labels.download_link import DOWNLOADS, LABEL_LINKS
from countermark.features.labels.label_job import MEDIA_TYPES, LabelJobStatus, read_job
from countermark.kit.clock import now, to_second
from countermark.kit.download_links import LIFETIME_S
from countermark.kit.errors import Conflict
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class GetLabelJobDownload(BrandRequest, frozen=True, kw_only=True):
    """Of which job."""

    label_job_id: UUID


class LabelDownload(Record, frozen=True, kw_only=True):
    """``path`` is below the server's address; whoever has it may download until ``expires_at``."""

    label_job_id: UUID
    path: str
    expires_at: datetime
    filename: str
    mime_type: str
    size_bytes: int | None
    sha256: str | None


async def get_label_job_download(tx: Tx, request: GetLabelJobDownload) -> LabelDownload:
    """The link, tied to the brand, the job and its end.

    Raises:
        InvalidInput: no such job in the brand.
        Conflict: it has no file: it is not completed (``FILE_NOT_READY``).
    """
    job = await read_job(tx, request.label_job_id)
    if job.status is not LabelJobStatus.COMPLETED:
        raise Conflict("_label_job_id", f"there is no file: this job is {job.status}", code="FILE_NOT_READY")
    expires_at = to_second(now()) + timedelta(seconds=LIFETIME_S)
    query = LABEL_LINKS.signed_query(tx.master_key, tx.brand_id, job.label_job_id, expires_at=expires_at)
    return LabelDownload(
        label_job_id=job.label_job_id,
        path=f"{DOWNLOADS}{tx.brand_id}/{job.label_job_id}?{query}",
        expires_at=expires_at,
        filename=job.filename,
        mime_type=MEDIA_TYPES[job.format],
        size_bytes=job.size_bytes,
        sha256=job.sha256,
    )
