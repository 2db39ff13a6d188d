"""Puts back what a value of a product was before a change."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.fields.locales import checked_localized
from countermark.features.products.attributes import merged_attributes
from countermark.features.products.index_products import index_products
from countermark.features.products.product import lock_product, queries
from countermark.features.products.product_history import ChangedPart, ValueChange, value_changes
from countermark.features.products.recompute_readiness import recompute_readiness
from countermark.kit.errors import InvalidInput, unknown
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class RestoreProductValue(BrandRequest, frozen=True, kw_only=True):
    """A change of ``list_product_history``, and which of its values."""

    product_id: UUID
    change_id: UUID
    part: ChangedPart
    field: str


class ProductValueRestored(Record, frozen=True, kw_only=True):
    """The value in force now. ``change_id`` is the restoring's own, ``null`` when the value was that already."""

    ok: Literal[True] = True
    product_id: UUID
    part: ChangedPart
    field: str
    value: Any
    change_id: UUID | None


async def restore_product_value(tx: Tx, request: RestoreProductValue) -> ProductValueRestored:
    """The value from before the change is in force again; ``null`` if there was none. Everything else stays.

    Raises:
        InvalidInput: no such product, or an archived one (``PRODUCT_ARCHIVED``); no such change of it, or none of
            that value; an identifier (``IDENTIFIER_NOT_RESTORED``) or another value that is not put back
            (``NOT_RESTORABLE``); the last name a product has.
    """
    before = await lock_product(tx, request.product_id)
    value = await _value_before(tx, request)
    after = _with_value(before, request.part, request.field, value)
    told = {key: after[key] for key in after if after[key] != before[key]}
    change_id = None
    if told:
        await queries.update_product(tx.connection, brand_id=tx.brand_id, product_id=request.product_id, **after)
        await recompute_readiness(tx, request.product_id)
        await index_products(tx, [request.product_id])
        old, new = (_told(version, request) for version in (before, after))
        change_id = await record(tx, Action.PRODUCT_VALUE_RESTORED, ("product", request.product_id), old=old, new=new)
    return ProductValueRestored(
        product_id=request.product_id, part=request.part, field=request.field, value=value, change_id=change_id
    )


async def _value_before(tx: Tx, request: RestoreProductValue) -> Any:
    row = await queries.get_audit_row_of_product(
        tx.connection, brand_id=tx.brand_id, object_id=str(request.product_id), audit_id=request.change_id
    )
    if row is None:
        raise unknown("_change_id", "change of this product")
    changed = value_changes(row["old_value"], row["new_value"])
    found = next((one for one in changed if (one.part, one.field) == (request.part, request.field)), None)
    if found is None:
        raise InvalidInput("_field", "was not changed by this", code="NOT_FOUND")
    if not found.can_restore:
        raise _not_restorable(found)
    return found.old


def _not_restorable(change: ValueChange) -> InvalidInput:
    if change.part is ChangedPart.IDENTIFIER:
        return InvalidInput(
            "_part",
            "identifiers keep a history of their own and are not put back",
            code="IDENTIFIER_NOT_RESTORED",
            hint="call set_product_identifier",
        )
    if change.part is ChangedPart.ARCHIVED_AT:
        problem = "is not put back value by value"
        hint = "call archive_product or unarchive_product"
        return InvalidInput("_part", problem, code="NOT_RESTORABLE", hint=hint)
    return InvalidInput("_change_id", "the product was made by it: there is no value before", code="NOT_RESTORABLE")


def _with_value(before: Mapping[str, Any], part: ChangedPart, field: str, value: Any) -> dict[str, Any]:
    after = {key: before[key] for key in ("name", "commercial_status", "attributes")}
    if part is ChangedPart.NAME:
        names = {language: text for language, text in {**after["name"], field: value}.items() if text is not None}
        after["name"] = checked_localized("_field", names)
    elif part is ChangedPart.ATTRIBUTE:
        after["attributes"] = merged_attributes("_field", after["attributes"], {field: value})
    else:
        after["commercial_status"] = value
    return after


def _told(version: Mapping[str, Any], request: RestoreProductValue) -> dict[str, Any]:
    """Only the value itself: the rest of the object it is in did not change."""
    if request.part is ChangedPart.COMMERCIAL_STATUS:
        return {"commercial_status": version["commercial_status"]}
    group = "name" if request.part is ChangedPart.NAME else "attributes"
    return {group: {field: value for field, value in version[group].items() if field == request.field}}
