"""Lists what carries the state of passports."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.minting.passport_state import PassportState
from countermark.features.passports.passport_target import queries
from countermark.features.products.product_filter import plan_with_values
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest

CarrierKind = Literal["product", "mint_batch", "lot"]


class ListPassports(BrandRequest, frozen=True, kw_only=True):
    """Filters narrow the list; an unknown product has no passports."""

    kind: CarrierKind | None = None
    state: PassportState | None = None
    product_id: UUID | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


class ListedPassport(Record, frozen=True, kw_only=True):
    """A model's or lot's passport, or the default of all units of a serialised mint batch (no ``passport_id`` then).

    ``kind`` and ``id`` are the target of a transition; ``passport_count`` passports hang on it.
    """

    kind: str
    id: UUID
    passport_id: UUID | None
    product_id: UUID
    product_name: dict[str, str]
    product_batch_id: UUID | None
    batch_number: str | None
    lot_code: str | None
    passport_count: int
    state: PassportState
    snapshot_sha256: str | None
    published_at: datetime | None
    revoked_at: datetime | None
    created_at: datetime


async def list_passports(tx: Tx, request: ListPassports) -> Page[ListedPassport]:
    """A page of models, serialised mint batches and lots, the newest first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    if request.state is not None:
        await plan_with_values(tx)
    found = queries.list_passports(
        tx.connection,
        brand_id=tx.brand_id,
        kind=request.kind,
        state=request.state,
        product_id=request.product_id,
        before_at=before.at,
        before_id=before.id,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(rows, limit, _listed, lambda row: Cursor(row["created_at"], row["place"]))


def _listed(row: Mapping[str, Any]) -> ListedPassport:
    sha256 = row["snapshot_sha256"]
    values = {"state": PassportState(row["passport_state"]), "snapshot_sha256": sha256.hex() if sha256 else None}
    return record_from(ListedPassport, {**row, **values})
