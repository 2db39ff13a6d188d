"""Adds a field of the brand's own."""

import asyncpg
import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import queries
from countermark.features.fields.custom_field import (
    MOST_FIELDS,
    CustomField,
    CustomRequirement,
    checked_unit,
    checked_values,
    custom_key,
)
from countermark.features.fields.field import AccessTier, FieldType, Level
from countermark.features.fields.revise_fields import revise_fields
from countermark.kit.errors import Conflict, InvalidInput
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest


class CreateCustomField(BrandRequest, frozen=True, kw_only=True):
    """``_slug`` becomes the key ``custom.<slug>``; without one the label does. ``_choices``: value to label."""

    label: str
    type: FieldType
    slug: str | None = None
    labels: dict[str, str] = msgspec.field(default_factory=dict)
    help: str | None = None
    unit: str | None = None
    choices: dict[str, str] = msgspec.field(default_factory=dict)
    minimum: float | None = None
    maximum: float | None = None
    level: Level = Level.MODEL
    access: AccessTier = AccessTier.PUBLIC
    requirement: CustomRequirement = "optional"


async def create_custom_field(tx: Tx, request: CreateCustomField) -> CustomField:
    """The new field. Products have it at once; passports published before do not.

    Raises:
        InvalidInput: names the argument and what was wrong; the brand has 200 fields (``TOO_MANY_FIELDS``).
        Conflict: the brand has a field of this key, perhaps an archived one (``CUSTOM_FIELD_TAKEN``).
    """
    if await queries.count_custom_fields(tx.connection, brand_id=tx.brand_id) >= MOST_FIELDS:
        raise InvalidInput("_label", f"the brand has {MOST_FIELDS} fields of its own already", code="TOO_MANY_FIELDS")
    names = ("label", "labels", "help", "choices", "minimum", "maximum", "level", "access", "requirement", "type")
    values = checked_values("_", {name: getattr(request, name) for name in names})
    values["unit"] = checked_unit("_unit", request.type, request.unit)
    key = custom_key(request.slug, values["label"])
    try:
        row = await queries.insert_custom_field(tx.connection, brand_id=tx.brand_id, key=key, **values)
    except asyncpg.UniqueViolationError:
        raise Conflict(
            "_slug",
            f"the brand has a field {key} already",
            code="CUSTOM_FIELD_TAKEN",
            hint="choose another slug, or restore the field if it is archived",
        ) from None
    await revise_fields(tx)
    await record(tx, Action.CUSTOM_FIELD_CREATED, ("custom_field", key), new=values)
    return record_from(CustomField, row)
