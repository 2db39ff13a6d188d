"""Lists the files of a product."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.attachments.attachment import Attachment, attachment_from, queries
from countermark.features.products.product import require_product
from countermark.kit.cursors import DEFAULT_LIMIT, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest

# A cursor's key is a time, and the key of this list a small number: so many seconds after this.
_ZERO = datetime(1970, 1, 1, tzinfo=UTC)
_BEFORE_ALL = Cursor(_ZERO - timedelta(seconds=1), UUID(int=0))
_LAST_POSITION = 9999


class ListProductAttachments(BrandRequest, frozen=True, kw_only=True):
    """``_include_deleted`` shows those too whose deletion can still be taken back."""

    product_id: UUID
    include_deleted: bool = False
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def list_product_attachments(tx: Tx, request: ListProductAttachments) -> Page[Attachment]:
    """A page of the product's files in their order, those announced included.

    Raises:
        InvalidInput: no such product; a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    after = decode_cursor(request.cursor) or _BEFORE_ALL
    position = round((after.at - _ZERO).total_seconds())
    if not -1 <= position <= _LAST_POSITION:
        raise InvalidInput("_cursor", "not a cursor of this list", hint="send next_cursor of the page before")
    await require_product(tx, request.product_id)
    found = queries.list_attachments(
        tx.connection,
        brand_id=tx.brand_id,
        product_id=request.product_id,
        include_deleted=request.include_deleted,
        after_position=position,
        after_id=after.id,
        most=limit + 1,
    )
    items = [attachment_from(tx, row) async for row in found]
    return page_of(items, limit, lambda item: item, _cursor_of)


def _cursor_of(item: Attachment) -> Cursor:
    return Cursor(_ZERO + timedelta(seconds=item.position), item.attachment_id)
