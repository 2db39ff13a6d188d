"""Reads one mint batch with its lots, its job and what became of its units."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.carrier_paths import lot_path
from countermark.features.minting.count_units import count_units
from countermark.features.minting.mint_batch import MintBatch, read_lots, read_mint_batch
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest


class GetMintBatchById(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    mint_batch_id: UUID


class Lot(Record, frozen=True, kw_only=True):
    """Units that share a code and a passport. ``gs1_path`` stands below the brand's origin."""

    lot_id: UUID
    lot_code: str
    quantity: int
    passport_id: UUID
    passport_state: str
    activated_at: datetime | None
    gs1_path: str


class JobSummary(Record, frozen=True, kw_only=True):
    """How far the job is; see ``get_mint_job``."""

    mint_job_id: UUID
    status: str
    attempts: int
    error: str | None


class MintBatchDetails(MintBatch, frozen=True, kw_only=True):
    """A mint batch with everything about it.

    ``activated_count`` and ``revoked_count`` are units; ``passport_state`` is that of units without one of their own.
    """

    activated_count: int
    revoked_count: int
    snapshot_sha256: str | None
    published_at: datetime | None
    revoked_at: datetime | None
    voided_at: datetime | None
    void_reason: str | None
    serial_list_id: UUID | None
    job: JobSummary
    lots: list[Lot]


async def get_mint_batch_by_id(tx: Tx, request: GetMintBatchById) -> MintBatchDetails:
    """The mint batch.

    Raises:
        InvalidInput: no such mint batch in the brand.
    """
    row = await read_mint_batch(tx, request.mint_batch_id)
    lots = await read_lots(tx, request.mint_batch_id)
    counts = await count_units(tx, row, lots)
    sha256 = row["snapshot_sha256"]
    values = {
        "activated_count": counts.activated,
        "revoked_count": counts.revoked,
        "snapshot_sha256": sha256.hex() if sha256 else None,
        "job": record_from(JobSummary, {**row, "status": row["job_status"]}),
        "lots": [_lot(row["gtin"], lot) for lot in lots],
    }
    return record_from(MintBatchDetails, {**row, **values})


def _lot(gtin: str | None, row: Mapping[str, Any]) -> Lot:
    return record_from(Lot, {**row, "gs1_path": lot_path(gtin, row["lot_code"], row["lot_id"])})
