"""Lists the items of a bulk update job with what came of each."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.bulk_updates.bulk_update_job import queries, read_job
from countermark.features.products.attributes import ValidationWarning
from countermark.kit.cursors import DEFAULT_LIMIT, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest


class ItemStatus(StrEnum):
    """Pending items of a job that has ended were never done."""

    PENDING = "pending"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    ERROR = "error"


class ListBulkUpdateJobItems(BrandRequest, frozen=True, kw_only=True):
    """Of which job, which page, and of which status."""

    job_id: UUID
    status: ItemStatus | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


class BulkUpdateJobItem(Record, frozen=True, kw_only=True):
    """One product of a job. ``old_value`` and ``new_value`` hold only what changed, each in the form of a patch."""

    product_id: UUID
    product_name: dict[str, str] | None
    status: ItemStatus
    attempts: int
    error_code: str | None
    error_message: str | None
    validation_warnings: list[ValidationWarning]
    old_value: dict[str, Any] | None
    new_value: dict[str, Any] | None
    processed_at: datetime | None


async def list_bulk_update_job_items(tx: Tx, request: ListBulkUpdateJobItems) -> Page[BulkUpdateJobItem]:
    """A page of items, in the order in which they are done.

    Raises:
        InvalidInput: no such job in the brand, a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    job = await read_job(tx, request.job_id)
    after = decode_cursor(request.cursor)
    found = queries.list_items(
        tx.connection,
        brand_id=tx.brand_id,
        job_id=request.job_id,
        status=request.status,
        after_id=after.id if after else UUID(int=0),
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(rows, limit, _item_from, lambda row: Cursor(job["created_at"], row["product_id"]))


def _item_from(row: Mapping[str, Any]) -> BulkUpdateJobItem:
    warnings = msgspec.convert(row["validation_warnings"], list[ValidationWarning])
    return record_from(BulkUpdateJobItem, {**row, "status": ItemStatus(row["status"]), "validation_warnings": warnings})
