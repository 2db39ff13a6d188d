"""Reads a label template."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.labels.label_template import LabelTemplate, read_template
from countermark.kit.requests import BrandRequest


class GetLabelTemplate(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    label_template_id: UUID


async def get_label_template(tx: Tx, request: GetLabelTemplate) -> LabelTemplate:
    """The template, archived or not.

    Raises:
        InvalidInput: no such template in the brand.
    """
    return await read_template(tx, request.label_template_id)
