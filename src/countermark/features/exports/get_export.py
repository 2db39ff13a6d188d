"""Reads one export."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.exports.export import Export, export_from, read_export
from countermark.kit.requests import BrandRequest


class GetExport(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    export_id: UUID


async def get_export(tx: Tx, request: GetExport) -> Export:
    """How far it is.

    Raises:
        InvalidInput: no such export in the brand.
    """
    return export_from(await read_export(tx, request.export_id))
