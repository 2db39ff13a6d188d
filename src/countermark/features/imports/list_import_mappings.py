"""Lists saved mappings."""

from countermark.db.transaction import Tx
from countermark.features.imports.import_job import queries
from countermark.features.imports.saved_mapping import SavedMapping, saved_mapping_from
from countermark.kit.cursors import DEFAULT_LIMIT, NEWEST, Cursor, Page, checked_limit, decode_cursor, page_of
from countermark.kit.requests import BrandRequest


class ListImportMappings(BrandRequest, frozen=True, kw_only=True):
    """Which page."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


async def list_import_mappings(tx: Tx, request: ListImportMappings) -> Page[SavedMapping]:
    """A page of mappings, the one saved last first.

    Raises:
        InvalidInput: a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    before = decode_cursor(request.cursor) or NEWEST
    found = queries.list_mappings(
        tx.connection, brand_id=tx.brand_id, before_at=before.at, before_id=before.id, most=limit + 1
    )
    rows = [row async for row in found]
    return page_of(rows, limit, saved_mapping_from, lambda row: Cursor(row["updated_at"], row["import_mapping_id"]))
