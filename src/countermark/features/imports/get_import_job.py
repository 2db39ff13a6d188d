"""Reads how an import stands."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.imports.import_job import ImportJob, read_import_job
from countermark.kit.requests import BrandRequest


class GetImportJob(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    import_job_id: UUID


async def get_import_job(tx: Tx, request: GetImportJob) -> ImportJob:
    """The import: status, progress, columns, mapping, and its rows counted.

    Raises:
        InvalidInput: no such import in the brand.
    """
    return await read_import_job(tx, request.import_job_id)
