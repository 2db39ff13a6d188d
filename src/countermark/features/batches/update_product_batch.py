"""Corrects a batch."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg
from msgspec import UNSET, UnsetType

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.batches.batch import (
    BatchStatus,
    Quantity,
    canonical_in_brand,
    checked_facility_ref,
    checked_production_date,
    lock_batch,
    merged_attributes,
    queries,
    read_batch,
)
from countermark.features.products.recompute_readiness import hold_readiness, recompute_readiness
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest, Patch


class BatchPatch(Patch, frozen=True, kw_only=True):
    """An absent key is left alone, ``null`` clears. ``attributes`` merge key by key: ``null`` removes one of theirs."""

    quantity: Quantity | None | UnsetType = UNSET
    facility_ref: str | None | UnsetType = UNSET
    production_date: date | None | UnsetType = UNSET
    attributes: dict[str, Any] | None | UnsetType = UNSET


class UpdateProductBatch(BrandRequest, frozen=True, kw_only=True):
    """``_patch`` holds only what shall change."""

    batch_id: UUID
    patch: BatchPatch


class UpdatedProductBatch(Record, frozen=True, kw_only=True):
    """The batch after the change: these keys, in this order, are a contract."""

    id: UUID
    batch_number: str
    status: BatchStatus
    quantity: int | None
    facility_ref: str | None
    updated_at: datetime


async def update_product_batch(tx: Tx, request: UpdateProductBatch) -> UpdatedProductBatch:
    """Lays the patch over the batch. Of a recalled batch only the attributes can change: its facts are evidence.

    Raises:
        InvalidInput: names the key of the patch and what was wrong; no such batch; a quantity below what was minted
            (``QUANTITY_BELOW_MINTED``); a recalled batch (``BATCH_RECALLED``).
    """
    changes = _checked(request.patch)
    if "facility_ref" in changes:
        await hold_readiness(tx, (await read_batch(tx, request.batch_id)).product_id)
    before = await lock_batch(tx, request.batch_id)
    _refuse_recalled(before, changes)
    if "attributes" in changes:
        given = await canonical_in_brand(tx, changes["attributes"] or {})
        changes["attributes"] = _attributes(before["attributes"], None if changes["attributes"] is None else given)
    changed = {key: value for key, value in changes.items() if value != before[key]}
    if not changed:
        return record_from(UpdatedProductBatch, before)
    row = await _update(tx, before, changed)
    old = {key: before[key] for key in changed}
    await record(tx, Action.BATCH_UPDATED, ("product_batch", request.batch_id), old=old, new=changed)
    if "facility_ref" in changed:
        await recompute_readiness(tx, before["product_id"])
    return record_from(UpdatedProductBatch, row)


def _checked(patch: BatchPatch) -> dict[str, Any]:
    changes: dict[str, Any] = patch.changes()
    if "facility_ref" in changes:
        changes["facility_ref"] = checked_facility_ref("_patch.facility_ref", changes["facility_ref"])
    if "production_date" in changes:
        checked_production_date("_patch.production_date", changes["production_date"])
    return changes


def _attributes(stored: Mapping[str, Any], given: Mapping[str, Any] | None) -> dict[str, Any]:
    return {} if given is None else merged_attributes("_patch.attributes", stored, given)


def _refuse_recalled(before: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    if before["status"] == BatchStatus.RECALLED and set(changes) - {"attributes"}:
        raise InvalidInput("_patch", "the batch is recalled; only its attributes can change", code="BATCH_RECALLED")


async def _update(tx: Tx, before: Mapping[str, Any], changed: Mapping[str, Any]) -> Mapping[str, Any]:
    names = ("quantity", "facility_ref", "production_date", "attributes")
    values = {name: changed.get(name, before[name]) for name in names}
    try:
        row: Mapping[str, Any] = await queries.update_batch(
            tx.connection, brand_id=tx.brand_id, batch_id=before["id"], **values
        )
    except asyncpg.CheckViolationError as error:
        if error.constraint_name != "product_batches_quantity_covers_minted":
            raise
        minted = before["minted_quantity"]
        raise InvalidInput(
            "_patch.quantity",
            f"{minted} were minted from this batch already; it cannot be less",
            code="QUANTITY_BELOW_MINTED",
        ) from None
    return row
