"""Changes a label template."""

from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.carriers.labels import LabelDesign
from countermark.db.transaction import Tx
from countermark.features.labels.label_template import (
    LabelTemplate,
    checked_design,
    checked_name,
    name_taken,
    read_template,
    template_from,
)
from countermark.features.labels.queries import queries
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest


class UpdateLabelTemplate(BrandRequest, frozen=True, kw_only=True):
    """What is not given stays as it is."""

    label_template_id: UUID
    name: str | None = None
    design: LabelDesign | None = None


async def update_label_template(tx: Tx, request: UpdateLabelTemplate) -> LabelTemplate:
    """The changed template. Jobs that were made before keep the design they were made with.

    Raises:
        InvalidInput: no such template; names the part of the design that does not do (``UNUSABLE_DESIGN``).
        Conflict: the name is taken (``NAME_TAKEN``), or the template is archived (``TEMPLATE_ARCHIVED``).
    """
    name = None if request.name is None else checked_name(request.name)
    design = None if request.design is None else checked_design(request.design)
    before = await read_template(tx, request.label_template_id, hold=True)
    if before.archived_at is not None:
        raise Conflict("_label_template_id", "this template is archived", code="TEMPLATE_ARCHIVED")
    values: dict[str, Any] = {"name": name, "design": None if design is None else msgspec.to_builtins(design)}
    key = {"brand_id": tx.brand_id, "label_template_id": request.label_template_id}
    try:
        row = await queries.update_template(tx.connection, **key, **values)
    except asyncpg.UniqueViolationError:
        raise name_taken(name or before.name) from None
    after = template_from(row)
    told = [{"name": each.name, "elements": len(each.design.elements)} for each in (before, after)]
    target = ("label_template", after.label_template_id)
    await record(tx, Action.LABEL_TEMPLATE_UPDATED, target, old=told[0], new=told[1])
    return after
