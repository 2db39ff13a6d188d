"""Looks at a bulk update before it is made: how many products, what would change, and what stands against it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec import UNSET

from countermark.db.transaction import Tx
from countermark.features.bulk_updates.bulk_update_job import queries
from countermark.features.bulk_updates.bulk_update_request import BulkUpdateRequest, checked_request, filter_parameters
from countermark.features.products.attributes import ValidationWarning
from countermark.features.products.change_products import look_at_products
from countermark.features.products.product_change import BulkPatch, ChangeStatus, Outcome, Wish, read_patch, refusal
from countermark.features.products.product_filter import ProductFilter
from countermark.kit.cursors import checked_limit
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record

SHOWN = 10
Look = tuple[Outcome, Mapping[str, Any] | None]


class PreviewBulkUpdate(BulkUpdateRequest, frozen=True, kw_only=True):
    """As for ``create_bulk_update_job``; ``_limit`` is how many products are shown."""

    limit: int = SHOWN


class PreviewedProduct(Record, frozen=True, kw_only=True):
    """What would come of one product. ``old_value`` and ``new_value`` hold only what would change."""

    product_id: str
    product_name: dict[str, str] | None
    status: ChangeStatus
    error_message: str | None
    validation_warnings: list[ValidationWarning]
    old_value: dict[str, Any]
    new_value: dict[str, Any]


class BulkUpdatePreview(Record, frozen=True, kw_only=True):
    """Counts of all products, and what would come of the first ones; those that are no mere update come first.

    ``previewed_at`` is the ``_unchanged_since`` of a job that shall touch nothing that was changed after this.
    """

    total_items: int
    updated_items: int
    unchanged_items: int
    error_items: int
    previewed_at: datetime
    products: list[PreviewedProduct]


async def preview_bulk_update(tx: Tx, request: PreviewBulkUpdate) -> BulkUpdatePreview:
    """What the bulk update would do now. Nothing is written.

    Raises:
        InvalidInput: what ``create_bulk_update_job`` would refuse, or a limit outside 1..200.
    """
    limit = checked_limit(request.limit)
    patch = checked_request(request)
    if patch is not None:
        return await _matching(tx, request, patch, limit)
    return await _items(tx, request, limit)


async def _items(tx: Tx, request: PreviewBulkUpdate, limit: int) -> BulkUpdatePreview:
    read = list(_read(request))
    looks = iter(await look_at_products(tx, [wish for wish in read if isinstance(wish, Wish)]))
    looked: list[Look] = [next(looks) if isinstance(wish, Wish) else (wish, None) for wish in read]
    statuses = [outcome.status for outcome, _ in looked]
    updated, unchanged = statuses.count(ChangeStatus.UPDATED), statuses.count(ChangeStatus.UNCHANGED)
    return BulkUpdatePreview(
        total_items=len(looked),
        updated_items=updated,
        unchanged_items=unchanged,
        error_items=len(looked) - updated - unchanged,
        previewed_at=await queries.get_moment(tx.connection),
        products=_shown(looked, limit),
    )


def _read(request: PreviewBulkUpdate) -> Iterator[Wish | Outcome]:
    for item in request.items or []:
        try:
            expected = None if item.expected is None else read_patch("expected", item.expected)
            yield Wish(item.product_id, read_patch("patch", item.patch), expected, request.since())
        except InvalidInput as error:
            yield refusal(item.product_id, error)


async def _matching(tx: Tx, request: PreviewBulkUpdate, patch: BulkPatch, limit: int) -> BulkUpdatePreview:
    parameters = await filter_parameters(tx, request.filter or ProductFilter())
    key = {"brand_id": tx.brand_id}
    counted = await queries.count_matching_already_so(tx.connection, **key, **parameters, **_contents(patch))
    found = queries.list_matching_products(tx.connection, **key, **parameters, most=limit)
    wishes = [Wish(row["product_id"], patch, None, request.since()) async for row in found]
    refused = counted["archived_items"]
    return BulkUpdatePreview(
        total_items=counted["total_items"],
        updated_items=counted["total_items"] - counted["unchanged_items"] - refused,
        unchanged_items=counted["unchanged_items"],
        error_items=refused,
        previewed_at=counted["previewed_at"],
        products=_shown(await look_at_products(tx, wishes), limit),
    )


def _contents(patch: BulkPatch) -> dict[str, Any]:
    """What the patch sets and removes, as the counting statement takes it."""
    name, attributes, texts = patch.name or {}, patch.attributes or {}, patch.texts or {}
    return {
        "commercial_status": None if patch.commercial_status is UNSET else patch.commercial_status,
        "name_set": _kept(name),
        "name_removed": _removed(name),
        "attributes_set": _kept(attributes),
        "attributes_removed": _removed(attributes),
        "texts_set": {key: kept for key, languages in texts.items() if (kept := _kept(languages))},
        "texts_removed": [
            {"key": key, "language": language} for key, languages in texts.items() for language in _removed(languages)
        ],
    }


def _kept(part: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if value is not None}


def _removed(part: Mapping[str, Any]) -> list[str]:
    return [key for key, value in part.items() if value is None]


def _shown(looked: list[Look], limit: int) -> list[PreviewedProduct]:
    plain = (ChangeStatus.UPDATED, ChangeStatus.UNCHANGED)
    in_order = sorted(looked, key=lambda look: (look[0].status in plain, look[0].status is ChangeStatus.UNCHANGED))
    return [
        PreviewedProduct(
            product_id=str(outcome.product_id),
            product_name=row["name"] if row else None,
            status=outcome.status,
            error_message=outcome.error_message,
            validation_warnings=outcome.warnings,
            old_value=dict(outcome.old),
            new_value=dict(outcome.new),
        )
        for outcome, row in in_order[:limit]
    ]
