"""Lists the files of an export: its packs, or its one file, with their hashes."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.exports.export import ExportFile, FileStatus, file_from, read_export
from countermark.features.exports.queries import queries
from countermark.kit.cursors import Page, checked_limit
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest

DEFAULT_PACKS = 100


class ListPayloadPacks(BrandRequest, frozen=True, kw_only=True):
    """Of which export; ``_status`` narrows the list."""

    export_id: UUID
    status: FileStatus | None = None
    limit: int = DEFAULT_PACKS
    cursor: str | None = None


async def list_payload_packs(tx: Tx, request: ListPayloadPacks) -> Page[ExportFile]:
    """A page of packs in the order of their units. What is complete has size and SHA-256: the manifest of hashes.

    Raises:
        InvalidInput: no such export, a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    await read_export(tx, request.export_id)
    found = queries.list_files(
        tx.connection,
        brand_id=tx.brand_id,
        export_id=request.export_id,
        after=_number(request.cursor),
        status=request.status,
        most=limit + 1,
    )
    files = [file_from(row) async for row in found]
    shown = files[:limit]
    return Page(items=shown, has_more=len(files) > limit, next_cursor=str(shown[-1].number) if shown else None)


def _number(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 7):
        raise InvalidInput("_cursor", "not a cursor of this list", hint="send next_cursor of the page before")
    return int(cursor)
