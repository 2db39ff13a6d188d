"""The file of a signed ``GET /labels/v1/<brand>/<label job>``."""

from uuid import UUID

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.files.download import CheckLink, NoSuchFile
from countermark.entrypoints.services import Services
from countermark.features.attachments.stored_file import StoredFile
from countermark.features.labels.download_link import LABEL_LINKS
from countermark.features.labels.label_job import MEDIA_TYPES, file_key, read_job


async def label_file(services: Services, rest: str, check_link: CheckLink) -> StoredFile | None:
    """The file of a label job that was released."""
    brand_id, label_job_id = _named(rest)
    check_link(LABEL_LINKS, brand_id, label_job_id)
    async with brand_transaction(services.pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        job = await read_job(tx, label_job_id)
    if job.sha256 is None:
        return None
    return StoredFile(file_key(brand_id, label_job_id), job.filename, MEDIA_TYPES[job.format], job.sha256)


def _named(rest: str) -> tuple[UUID, UUID]:
    try:
        brand_id, label_job_id = rest.split("/")
        return UUID(brand_id), UUID(label_job_id)
    except ValueError:
        raise NoSuchFile from None
