"""What a bulk update is asked for: items with a patch each, or one patch for all products that match a filter."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.bulk_updates.bulk_update_job import queries
from countermark.features.products.product_change import BulkPatch, read_patch
from countermark.features.products.product_filter import ProductFilter, plan_with_values, with_matches
from countermark.kit.errors import InvalidInput
from countermark.kit.json_values import checked_object
from countermark.kit.requests import BrandRequest

MOST_ITEMS = 10_000


class BulkUpdateItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member of ``_items``. ``expected`` has the form of a patch: what the product should hold before."""

    product_id: UUID
    patch: dict[str, Any]
    expected: dict[str, Any] | None = None


class BulkUpdateRequest(BrandRequest, frozen=True, kw_only=True):
    """Either ``_items``, or ``_filter`` with ``_patch``. Products changed after ``_unchanged_since`` are left alone."""

    items: list[BulkUpdateItem] | None = None
    filter: ProductFilter | None = None
    patch: dict[str, Any] | None = None
    unchanged_since: str | None = None

    def since(self) -> datetime | None:
        """The moment of ``_unchanged_since``.

        Raises:
            InvalidInput: it is not one.
        """
        if self.unchanged_since is None:
            return None
        try:
            moment = datetime.fromisoformat(self.unchanged_since)
            if moment.utcoffset() is None:
                raise ValueError("without a time zone")
            return moment
        except ValueError:
            problem = "must be a moment with a time zone, such as previewed_at of a preview"
            raise InvalidInput("_unchanged_since", problem) from None


def checked_request(request: BulkUpdateRequest) -> BulkPatch | None:
    """The one patch for all, if there is one. What is wrong with a patch of an item is said by that item alone.

    Raises:
        InvalidInput: both or neither of items and filter, a bad patch for all, a product named twice.
    """
    request.since()
    if (request.items is None) == (request.filter is None):
        raise InvalidInput("_items", "give either _items, or _filter with _patch")
    if request.items is not None:
        if request.patch is not None:
            raise InvalidInput("_patch", "goes with _filter; each of _items has its own patch")
        _check_items(request.items)
        return None
    if not request.patch:
        raise InvalidInput("_patch", "says what shall change for every product that matches")
    checked_object("_patch", request.patch)
    return read_patch("_patch", request.patch)


def _check_items(items: list[BulkUpdateItem]) -> None:
    if not 1 <= len(items) <= MOST_ITEMS:
        raise InvalidInput("_items", f"needs 1 to {MOST_ITEMS:,} members, not {len(items):,}")
    seen: set[UUID] = set()
    for place, item in enumerate(items):
        if item.product_id in seen:
            raise InvalidInput(f"_items[{place}].product_id", "is named twice; put its changes into one patch")
        seen.add(item.product_id)
        checked_object(f"_items[{place}].patch", item.patch)
        checked_object(f"_items[{place}].expected", item.expected or {})


async def insert_items(tx: Tx, job_id: UUID, items: list[BulkUpdateItem]) -> None:
    """Names the products of a job that has a patch for each."""
    key = {"brand_id": tx.brand_id, "job_id": job_id}
    await queries.insert_items(tx.connection, **key, rows=list(_rows(items)))
    await queries.count_items(tx.connection, **key)


async def filter_parameters(tx: Tx, wanted: ProductFilter) -> dict[str, Any]:
    """What a statement with ``product_filter.sql`` in it needs, planned for these values."""
    parameters = await with_matches(tx, wanted.parameters("_filter."))
    await plan_with_values(tx)
    return parameters


def _rows(items: list[BulkUpdateItem]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield {"product_id": item.product_id, "patch": item.patch, "expected": item.expected}
