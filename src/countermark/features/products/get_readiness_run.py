"""Reads how far the latest run over all products' readiness is."""

from datetime import datetime
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.products.product import queries
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest


class GetReadinessRun(BrandRequest, frozen=True, kw_only=True):
    """Only ``_brand_id``."""


class ReadinessRun(Record, frozen=True, kw_only=True):
    """``status``: QUEUED, RUNNING or COMPLETED. Counts are of products."""

    readiness_run_id: UUID
    status: str
    total_products: int
    processed_products: int
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None


async def get_readiness_run(tx: Tx, request: GetReadinessRun) -> ReadinessRun | None:
    """The latest run; ``None`` when nothing ever asked for one."""
    row = await queries.get_readiness_run(tx.connection, brand_id=tx.brand_id)
    return None if row is None else record_from(ReadinessRun, row)
