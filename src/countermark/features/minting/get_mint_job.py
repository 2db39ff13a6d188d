"""Reads how far a mint job is."""

from datetime import datetime
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.mint_batch import queries
from countermark.kit.errors import unknown
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest


class GetMintJob(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    mint_job_id: UUID


class MintJob(Record, frozen=True, kw_only=True):
    """``status``: QUEUED, RESERVED, PROCESSING, COMPLETED or FAILED. ``error`` is that of the last failed attempt."""

    mint_job_id: UUID
    mint_batch_id: UUID
    status: str
    attempts: int
    quantity: int
    error: str | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None


async def get_mint_job(tx: Tx, request: GetMintJob) -> MintJob:
    """The job that finishes a mint batch.

    Raises:
        InvalidInput: no such job in the brand.
    """
    row = await queries.get_mint_job(tx.connection, brand_id=tx.brand_id, mint_job_id=request.mint_job_id)
    if row is None:
        raise unknown("_mint_job_id", "mint job")
    return record_from(MintJob, row)
