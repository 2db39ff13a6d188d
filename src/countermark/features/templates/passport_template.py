"""The passport template: its record, its versions, and the door to one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.templates.template_content import TemplateContent
from countermark.kit.errors import Conflict, unknown
from countermark.kit.records import Record, record_from
from countermark.kit.text import checked_text

queries = load_queries(__file__)
LONGEST_NAME: Final = 100
LONGEST_NOTE: Final = 500


class TemplateVersion(Record, frozen=True, kw_only=True):
    """A published version; it never changes. ``sha256`` is that of its content."""

    version: int
    sha256: str
    note: str | None
    published_by: UUID | None
    published_at: datetime


class TemplateAssignment(Record, frozen=True, kw_only=True):
    """Where a template is in force: a product, a product batch, or the brand when both are ``null``.

    ``version`` is ``null`` for whichever is the newest when a passport is published.
    """

    product_id: UUID | None
    product_batch_id: UUID | None
    version: int | None
    assigned_at: datetime


class PassportTemplate(Record, frozen=True, kw_only=True):
    """A template. ``has_changes``: the draft is not what the newest version says."""

    template_id: UUID
    name: str
    draft: TemplateContent
    draft_revision: int
    latest_version: int | None
    has_changes: bool
    versions: list[TemplateVersion]
    assignments: list[TemplateAssignment]
    created_at: datetime
    updated_at: datetime


async def read_template(tx: Tx, template_id: UUID, *, hold: bool = False) -> PassportTemplate:
    """The template; ``hold`` keeps others from changing it until the transaction ends.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    key = {"brand_id": tx.brand_id, "template_id": template_id}
    if hold:
        await queries.lock_template(tx.connection, **key)
    row = await queries.get_template(tx.connection, **key)
    if row is None:
        raise unknown("_template_id", "passport template")
    versions = [
        record_from(TemplateVersion, {**each, "sha256": each["sha256"].hex()})
        async for each in queries.list_versions(tx.connection, **key)
    ]
    assignments = [
        record_from(TemplateAssignment, each) async for each in queries.list_assignments(tx.connection, **key)
    ]
    draft = content_of(row["draft"])
    is_published = row["latest_content"] is not None and content_of(row["latest_content"]) == draft
    return record_from(
        PassportTemplate,
        {**row, "draft": draft, "has_changes": not is_published, "versions": versions, "assignments": assignments},
    )


async def read_content(tx: Tx, template_id: UUID, version: int, argument: str) -> TemplateContent:
    """What a published version says.

    Raises:
        InvalidInput: the template has no such version.
    """
    key = {"brand_id": tx.brand_id, "template_id": template_id, "version": version}
    content = await queries.get_version_content(tx.connection, **key)
    if content is None:
        raise unknown(argument, "version of this template")
    return content_of(content)


def content_of(stored: Mapping[str, Any]) -> TemplateContent:
    """The content as it is kept."""
    return msgspec.convert(stored, TemplateContent)


def checked_name(name: str) -> str:
    """The name without spaces around it; raises InvalidInput when it is empty or too long."""
    return checked_text("_name", " ".join(name.split()), longest=LONGEST_NAME)


def name_taken(name: str) -> Conflict:
    """Two templates have two names."""
    return Conflict("_name", f"there is a passport template called {name} already", code="NAME_TAKEN")
