"""Says how far a label job is."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.labels.label_job import LabelJob, read_job
from countermark.kit.requests import BrandRequest


class GetLabelJob(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    label_job_id: UUID


async def get_label_job(tx: Tx, request: GetLabelJob) -> LabelJob:
    """The job.

    Raises:
        InvalidInput: no such job in the brand.
    """
    return await read_job(tx, request.label_job_id)
