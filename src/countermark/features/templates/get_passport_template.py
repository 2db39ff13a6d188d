"""Reads a passport template."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.templates.passport_template import PassportTemplate, read_template
from countermark.kit.requests import BrandRequest


class GetPassportTemplate(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    template_id: UUID


async def get_passport_template(tx: Tx, request: GetPassportTemplate) -> PassportTemplate:
    """The template with its draft, its versions and where it is in force.

    Raises:
        InvalidInput: no such template in the brand.
    """
    return await read_template(tx, request.template_id)
