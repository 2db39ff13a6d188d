"""Lists the ledger of amendments."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.amendments.amendment import AmendmentKind, queries
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.fields.brand_schema import BrandSchema, brand_schema
from countermark.features.passports.passport_target import TargetReference
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest
from countermark.serials import UnitCodec


class ListPassportAmendments(BrandRequest, frozen=True, kw_only=True):
    """Filters narrow the list; an unknown product has no amendments."""

    product_id: UUID | None = None
    kind: AmendmentKind | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


class ListedAmendment(Record, frozen=True, kw_only=True):
    """A row of the ledger. ``withdraws`` is the row that it takes back, ``withdrawn_by`` the one that takes it back.

    ``amended_by`` and ``approved_by`` are user ids; ``old_value`` is what the target said before.
    """

    amendment_id: UUID
    kind: AmendmentKind
    target: TargetReference
    product_id: UUID
    product_name: dict[str, str]
    field_key: str
    label: str
    value: Any
    old_value: Any
    withdraws: UUID | None
    withdrawn_by: UUID | None
    reason: str
    reason_code: str | None
    impacted_count: int
    amended_by: UUID | None
    approved_by: UUID | None
    created_at: datetime


async def list_passport_amendments(tx: Tx, request: ListPassportAmendments) -> Page[ListedAmendment]:
    """A page of the ledger, the latest first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_amendments(
        tx.connection,
        brand_id=tx.brand_id,
        product_id=request.product_id,
        kind=request.kind,
        before_at=before.at,
        before_id=before.id,
        most=limit + 1,
    )
    rows = [row async for row in found]
    schema, codec = await brand_schema(tx), await unit_codec(tx)
    return page_of(
        rows,
        limit,
        lambda row: _listed(row, schema, codec),
        lambda row: Cursor(row["created_at"], row["amendment_id"]),
    )


def _listed(row: Mapping[str, Any], schema: BrandSchema, codec: UnitCodec) -> ListedAmendment:
    field = schema.fields.get(row["field_key"])
    unit_id = None if row["unit_number"] is None else codec.unit_id_of(row["unit_number"])
    own = unit_id or row["lot_id"] or row["mint_batch_id"] or row["product_id"]
    target = TargetReference(kind=row["scope"], id=own)
    label = field.label if field else row["field_key"]
    return record_from(ListedAmendment, {**row, "kind": AmendmentKind(row["kind"]), "target": target, "label": label})
