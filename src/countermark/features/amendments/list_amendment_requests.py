"""Lists controlled updates that wait for approval, or waited."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.amendments.amendment import FieldChange, queries
from countermark.features.passports.passport_target import TargetReference
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest

RequestStatus = Literal["waiting", "approved", "declined", "withdrawn"]


class ListAmendmentRequests(BrandRequest, frozen=True, kw_only=True):
    """``_status`` narrows the list."""

    status: RequestStatus | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


class AmendmentRequest(Record, frozen=True, kw_only=True):
    """A controlled update that somebody asked for; ``requested_by`` and ``decided_by`` are user ids."""

    request_id: UUID
    status: RequestStatus
    targets: list[TargetReference]
    changes: list[FieldChange]
    reason: str
    requested_by: UUID | None
    decided_by: UUID | None
    decision_reason: str | None
    created_at: datetime
    decided_at: datetime | None


async def list_amendment_requests(tx: Tx, request: ListAmendmentRequests) -> Page[AmendmentRequest]:
    """A page of requests, the latest first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_requests(
        tx.connection,
        brand_id=tx.brand_id,
        status=request.status,
        before_at=before.at,
        before_id=before.id,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(
        rows,
        limit,
        lambda row: record_from(
            AmendmentRequest,
            {
                **row,
                "targets": msgspec.convert(row["targets"], list[TargetReference]),
                "changes": msgspec.convert(row["changes"], list[FieldChange]),
            },
        ),
        lambda row: Cursor(row["created_at"], row["request_id"]),
    )
