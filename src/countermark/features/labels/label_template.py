"""The label template: its record, the door to one, and the check of its design."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from countermark.carriers.labels import LabelDesign, LogoElement, design_problem, fitted_logo
from countermark.db.transaction import Tx
from countermark.features.labels.queries import queries
from countermark.kit.errors import Conflict, InvalidInput, unknown
from countermark.kit.records import Record, record_from

LONGEST_NAME = 100


class LabelTemplate(Record, frozen=True, kw_only=True):
    """A label's design under a name."""

    label_template_id: UUID
    name: str
    design: LabelDesign
    created_by: UUID | None
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None


def template_from(row: Mapping[str, Any]) -> LabelTemplate:
    """The record in a row of ``get_template``."""
    return record_from(LabelTemplate, {**row, "design": msgspec.convert(row["design"], LabelDesign)})


async def read_template(tx: Tx, label_template_id: UUID, *, hold: bool = False) -> LabelTemplate:
    """The template; ``hold`` keeps others from changing it until the transaction ends.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    read = queries.lock_template if hold else queries.get_template
    row = await read(tx.connection, brand_id=tx.brand_id, label_template_id=label_template_id)
    if row is None:
        raise unknown("_label_template_id", "label template")
    return template_from(row)


def checked_name(name: str) -> str:
    """The name without spaces around it.

    Raises:
        InvalidInput: empty or too long.
    """
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise InvalidInput("_name", f"must have 1 to {LONGEST_NAME} characters")
    return name


def checked_design(design: LabelDesign) -> LabelDesign:
    """The design, if labels can be drawn after it. What GS1 would say against them are warnings, not errors.

    Raises:
        InvalidInput: names the part that does not do.
    """
    problem = design_problem(design)
    if problem:
        raise InvalidInput(f"_design.{problem[0]}", problem[1], code="UNUSABLE_DESIGN")
    for number, element in enumerate(design.elements):
        if isinstance(element, LogoElement):
            try:
                fitted_logo(element.image)
            except ValueError as error:
                raise InvalidInput(f"_design.elements[{number}].image", str(error), code="UNUSABLE_DESIGN") from None
    return design


def name_taken(name: str) -> Conflict:
    """Two templates in use have two names."""
    return Conflict("_name", f"there is a label template called {name} already", code="NAME_TAKEN")
