"""Makes a label template."""

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
    template_from,
)
from countermark.features.labels.queries import queries
from countermark.kit.requests import BrandRequest


class CreateLabelTemplate(BrandRequest, frozen=True, kw_only=True):
    """A name, and what the label looks like."""

    name: str
    design: LabelDesign


async def create_label_template(tx: Tx, request: CreateLabelTemplate) -> LabelTemplate:
    """The new template.

    Raises:
        InvalidInput: names the part of the design that does not do (``UNUSABLE_DESIGN``).
        Conflict: another template in use has this name (``NAME_TAKEN``).
    """
    name, design = checked_name(request.name), checked_design(request.design)
    values = {"name": name, "design": msgspec.to_builtins(design), "created_by": tx.actor.user_id}
    try:
        row = await queries.insert_template(tx.connection, brand_id=tx.brand_id, **values)
    except asyncpg.UniqueViolationError:
        raise name_taken(name) from None
    template = template_from(row)
    told = {"name": name, "elements": len(design.elements), "stock": design.stock}
    await record(tx, Action.LABEL_TEMPLATE_CREATED, ("label_template", template.label_template_id), new=told)
    return template
