"""Reads one bulk update job."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.bulk_updates.bulk_update_job import BulkUpdateJobDetails, details_from, read_job
from countermark.kit.requests import BrandRequest


class GetBulkUpdateJob(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    job_id: UUID


async def get_bulk_update_job(tx: Tx, request: GetBulkUpdateJob) -> BulkUpdateJobDetails:
    """How far the job is, and what it does.

    Raises:
        InvalidInput: no such job in the brand.
    """
    return details_from(await read_job(tx, request.job_id))
