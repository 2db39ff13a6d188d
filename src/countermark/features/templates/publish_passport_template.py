"""Publishes the draft of a passport template as its next version."""

import hashlib
from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.templates.passport_template import LONGEST_NOTE, PassportTemplate, queries, read_template
from countermark.features.templates.template_content import checked_content
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text


class PublishPassportTemplate(BrandRequest, frozen=True, kw_only=True):
    """``_note`` says in the history what changed."""

    template_id: UUID
    note: str | None = None


async def publish_passport_template(tx: Tx, request: PublishPassportTemplate) -> PassportTemplate:
    """The template with its new version. A draft that says what the newest version says makes none.

    Passports that are published already keep the version they were published with.

    Raises:
        InvalidInput: no such template; a field of the draft is no longer the brand's (``UNUSABLE_TEMPLATE``).
    """
    note = None if request.note is None else checked_text("_note", request.note, longest=LONGEST_NOTE)
    template = await read_template(tx, request.template_id, hold=True)
    if not template.has_changes:
        return template
    content = checked_content(template.draft, (await brand_schema(tx)).fields)
    version = (template.latest_version or 0) + 1
    sha256 = hashlib.sha256(msgspec.json.encode(content, order="sorted")).digest()
    await queries.insert_version(
        tx.connection,
        brand_id=tx.brand_id,
        template_id=request.template_id,
        version=version,
        sha256=sha256,
        content=msgspec.to_builtins(content),
        note=note,
        published_by=tx.actor.user_id,
    )
    told = {"version": version, "sha256": sha256.hex(), "note": note}
    target = ("passport_template", request.template_id)
    await record(tx, Action.PASSPORT_TEMPLATE_PUBLISHED, target, old={"version": template.latest_version}, new=told)
    return await read_template(tx, request.template_id)
