"""Makes a passport template."""

import asyncpg
import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.templates.passport_template import (
    PassportTemplate,
    checked_name,
    name_taken,
    queries,
    read_template,
)
from countermark.features.templates.shipped import shipped_content, shipped_names
from countermark.features.templates.template_content import TemplateContent, checked_content
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest


class CreatePassportTemplate(BrandRequest, frozen=True, kw_only=True):
    """Either ``_content`` or ``_start_from``: the name of a shipped template (``core``, ``battery``, ...)."""

    name: str
    content: TemplateContent | None = None
    start_from: str | None = None


async def create_passport_template(tx: Tx, request: CreatePassportTemplate) -> PassportTemplate:
    """The new template, a draft. Of a shipped one it takes the sections whose fields the brand has.

    Raises:
        InvalidInput: names the section that does not do (``UNUSABLE_TEMPLATE``); neither or both of content and start.
        Conflict: another template has this name (``NAME_TAKEN``).
    """
    name = checked_name(request.name)
    if (request.content is None) == (request.start_from is None):
        raise InvalidInput("_content", "give either _content or _start_from")
    schema = await brand_schema(tx)
    if request.start_from is not None:
        if request.start_from not in shipped_names():
            raise InvalidInput("_start_from", "no shipped template of this name", hint=", ".join(shipped_names()))
        content = shipped_content(request.start_from, schema.fields)
    else:
        content = checked_content(request.content or TemplateContent(sections=[]), schema.fields)
    values = {"name": name, "draft": msgspec.to_builtins(content), "created_by": tx.actor.user_id}
    try:
        template_id = await queries.insert_template(tx.connection, brand_id=tx.brand_id, **values)
    except asyncpg.UniqueViolationError:
        raise name_taken(name) from None
    told = {"name": name, "sections": [section.key for section in content.sections]}
    await record(tx, Action.PASSPORT_TEMPLATE_CREATED, ("passport_template", template_id), new=told)
    return await read_template(tx, template_id)
