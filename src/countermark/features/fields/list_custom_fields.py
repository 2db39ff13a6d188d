"""Lists the brand's own fields."""

from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import queries
from countermark.features.fields.custom_field import CustomField
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest


class ListCustomFields(BrandRequest, frozen=True, kw_only=True):
    """Archived ones only when asked for."""

    include_archived: bool = False


async def list_custom_fields(tx: Tx, request: ListCustomFields) -> list[CustomField]:
    """The brand's own fields in the order they were made; 200 at most."""
    rows = queries.list_custom_fields(tx.connection, brand_id=tx.brand_id, include_archived=request.include_archived)
    return [record_from(CustomField, row) async for row in rows]
