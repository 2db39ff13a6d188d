"""Everything that happened to a product."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.products.product import queries, require_product
from countermark.features.products.product_history import ValueChange, value_changes
from countermark.kit.clock import to_second
from countermark.kit.cursors import DEFAULT_LIMIT, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class ListProductHistory(BrandRequest, frozen=True, kw_only=True):
    """Of which product."""

    product_id: UUID
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


class ProductChange(Record, frozen=True, kw_only=True):
    """One operation on a product. ``actor_name`` is ``null`` for what the program did by itself."""

    change_id: UUID
    occurred_at: datetime
    action: str
    actor_id: UUID | None
    actor_name: str | None
    values: list[ValueChange]


async def list_product_history(tx: Tx, request: ListProductHistory) -> Page[ProductChange]:
    """A page of changes, the latest first, whatever made them: the console, the API, a bulk update or an import.

    Raises:
        InvalidInput: no such product in the brand, a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor)
    await require_product(tx, request.product_id)
    found = queries.list_audit_rows_of_product(
        tx.connection,
        brand_id=tx.brand_id,
        object_id=str(request.product_id),
        before_id=before.id if before else None,
        most=limit + 1,
    )
    rows = [row async for row in found]
    return page_of(rows, limit, _change, lambda row: Cursor(row["occurred_at"], row["audit_id"]))


def _change(row: Mapping[str, Any]) -> ProductChange:
    return ProductChange(
        change_id=row["audit_id"],
        occurred_at=to_second(row["occurred_at"]),
        action=row["action"],
        actor_id=row["actor_id"],
        actor_name=row["actor_name"],
        values=value_changes(row["old_value"], row["new_value"]),
    )
