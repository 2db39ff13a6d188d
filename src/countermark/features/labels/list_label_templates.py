"""Lists label templates."""

from countermark.db.transaction import Tx
from countermark.features.labels.label_template import LabelTemplate, template_from
from countermark.features.labels.queries import queries
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.requests import BrandRequest


class ListLabelTemplates(BrandRequest, frozen=True, kw_only=True):
    """Which page."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def list_label_templates(tx: Tx, request: ListLabelTemplates) -> Page[LabelTemplate]:
    """A page of the templates in use, the latest change first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_templates(
        tx.connection, brand_id=tx.brand_id, before_at=before.at, before_id=before.id, most=limit + 1
    )
    rows = [row async for row in found]
    return page_of(rows, limit, template_from, lambda row: Cursor(row["updated_at"], row["label_template_id"]))
