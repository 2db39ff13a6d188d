"""Compares two versions of a passport template, or one with the draft."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.templates.passport_template import read_content, read_template
from countermark.features.templates.template_content import TemplateContent
from countermark.features.templates.template_diff import TemplateChange, changes_between
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class DiffPassportTemplate(BrandRequest, frozen=True, kw_only=True):
    """``_from_version`` absent: the newest version. ``_to_version`` absent: the draft."""

    template_id: UUID
    from_version: int | None = None
    to_version: int | None = None


class TemplateDiff(Record, frozen=True, kw_only=True):
    """``null`` for a version: nothing yet (from), the draft (to)."""

    from_version: int | None
    to_version: int | None
    changes: list[TemplateChange]


async def diff_passport_template(tx: Tx, request: DiffPassportTemplate) -> TemplateDiff:
    """What changed from one to the other; everything, when nothing was published yet.

    Raises:
        InvalidInput: no such template, or it has no such version.
    """
    template = await read_template(tx, request.template_id)
    first = request.from_version if request.from_version is not None else template.latest_version
    old = TemplateContent(sections=[])
    if first is not None:
        old = await read_content(tx, request.template_id, first, "_from_version")
    new = template.draft
    if request.to_version is not None:
        new = await read_content(tx, request.template_id, request.to_version, "_to_version")
    return TemplateDiff(from_version=first, to_version=request.to_version, changes=changes_between(old, new))
