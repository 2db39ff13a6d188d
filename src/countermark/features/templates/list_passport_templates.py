"""Lists passport templates."""

from datetime import datetime
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.templates.passport_template import queries
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.records import Record, record_from
from countermark.kit.requests import BrandRequest


class ListPassportTemplates(BrandRequest, frozen=True, kw_only=True):
    """Which page."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


class ListedTemplate(Record, frozen=True, kw_only=True):
    """A template in a list; ``published_at`` is that of its newest version."""

    template_id: UUID
    name: str
    section_count: int
    latest_version: int | None
    has_changes: bool
    assignment_count: int
    published_at: datetime | None
    updated_at: datetime


async def list_passport_templates(tx: Tx, request: ListPassportTemplates) -> Page[ListedTemplate]:
    """A page of the templates, the latest change first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_templates(
        tx.connection, brand_id=tx.brand_id, before_at=before.at, before_id=before.id, most=limit + 1
    )
    rows = [row async for row in found]
    return page_of(
        rows,
        limit,
        lambda row: record_from(ListedTemplate, row),
        lambda row: Cursor(row["updated_at"], row["template_id"]),
    )
