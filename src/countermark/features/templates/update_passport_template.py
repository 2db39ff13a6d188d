"""Changes the draft of a passport template."""

from uuid import UUID

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
from countermark.features.templates.template_content import TemplateContent, checked_content
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest


class UpdatePassportTemplate(BrandRequest, frozen=True, kw_only=True):
    """What is not given stays. ``_draft_revision``: only if the draft is still the one that was read."""

    template_id: UUID
    name: str | None = None
    content: TemplateContent | None = None
    draft_revision: int | None = None


async def update_passport_template(tx: Tx, request: UpdatePassportTemplate) -> PassportTemplate:
    """The template with its new draft. Published versions stay as they are.

    Raises:
        InvalidInput: no such template; names the section that does not do (``UNUSABLE_TEMPLATE``).
        Conflict: somebody else changed the draft (``DRAFT_CHANGED``); the name is taken (``NAME_TAKEN``).
    """
    name = None if request.name is None else checked_name(request.name)
    content = None
    if request.content is not None:
        content = checked_content(request.content, (await brand_schema(tx)).fields)
    before = await read_template(tx, request.template_id, hold=True)
    if request.draft_revision is not None and request.draft_revision != before.draft_revision:
        raise Conflict(
            "_draft_revision",
            f"the draft was changed meanwhile and is at revision {before.draft_revision}",
            code="DRAFT_CHANGED",
            hint="read it again and make your change to that",
        )
    values = {"name": name, "draft": None if content is None else msgspec.to_builtins(content)}
    try:
        await queries.update_template(tx.connection, brand_id=tx.brand_id, template_id=request.template_id, **values)
    except asyncpg.UniqueViolationError:
        raise name_taken(name or before.name) from None
    after = await read_template(tx, request.template_id)
    told = [{"name": each.name, "draft": msgspec.to_builtins(each.draft)} for each in (before, after)]
    target = ("passport_template", request.template_id)
    await record(tx, Action.PASSPORT_TEMPLATE_UPDATED, target, old=told[0], new=told[1])
    return after
