"""Changes a field of the brand's own."""

from msgspec import UNSET, UnsetType

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import queries
from countermark.features.fields.custom_field import (
    CustomField,
    CustomRequirement,
    checked_values,
    lock_custom_field,
)
from countermark.features.fields.field import AccessTier, Level
from countermark.features.fields.revise_fields import revise_fields
from countermark.kit.errors import InvalidInput
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest, Patch

CAN_BE_CLEARED = frozenset({"help", "minimum", "maximum"})


class CustomFieldPatch(Patch, frozen=True, kw_only=True):
    """An absent key is left alone; ``null`` clears help and limits. ``labels`` and ``choices`` are replaced whole."""

    label: str | None | UnsetType = UNSET
    labels: dict[str, str] | None | UnsetType = UNSET
    help: str | None | UnsetType = UNSET
    choices: dict[str, str] | None | UnsetType = UNSET
    minimum: float | None | UnsetType = UNSET
    maximum: float | None | UnsetType = UNSET
    level: Level | None | UnsetType = UNSET
    access: AccessTier | None | UnsetType = UNSET
    requirement: CustomRequirement | None | UnsetType = UNSET


class UpdateCustomField(BrandRequest, frozen=True, kw_only=True):
    """``_key`` is the field's, such as ``custom.fit``; ``_patch`` holds only what shall change."""

    key: str
    patch: CustomFieldPatch


async def update_custom_field(tx: Tx, request: UpdateCustomField) -> CustomField:
    """The field after the change. Values that no longer fit are kept and told; published passports stay as they are.

    Raises:
        InvalidInput: names the key of the patch and what was wrong; no such field.
    """
    changes = request.patch.changes()
    for name, value in changes.items():
        if value is None and name not in CAN_BE_CLEARED:
            raise InvalidInput(f"_patch.{name}", "cannot be cleared")
    before = await lock_custom_field(tx, request.key)
    names = (*CustomFieldPatch.__struct_fields__, "type", "unit")
    values = checked_values("_patch.", {name: changes.get(name, before[name]) for name in names})
    changed = [name for name in changes if values[name] != before[name]]
    if not changed:
        return record_from(CustomField, before)
    del values["type"]
    row = await queries.update_custom_field(tx.connection, brand_id=tx.brand_id, key=request.key, **values)
    await revise_fields(tx)
    old, new = {name: before[name] for name in changed}, {name: values[name] for name in changed}
    await record(tx, Action.CUSTOM_FIELD_UPDATED, ("custom_field", request.key), old=old, new=new)
    return record_from(CustomField, row)
