"""Keeps a mapping under a name."""

from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.imports.import_job import queries
from countermark.features.imports.mapping import ColumnMapping, ImportOptions, checked_mapping, checked_options
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

LONGEST_NAME = 100


class SaveImportMapping(BrandRequest, frozen=True, kw_only=True):
    """A name that is taken gets this mapping instead of its old one."""

    name: str
    mapping: list[ColumnMapping]
    options: ImportOptions | None = None


class MappingSaved(Record, frozen=True, kw_only=True):
    """``is_replacement``: there was one of this name."""

    ok: Literal[True] = True
    import_mapping_id: UUID
    name: str
    is_replacement: bool


async def save_import_mapping(tx: Tx, request: SaveImportMapping) -> MappingSaved:
    """The mapping's id.

    Raises:
        InvalidInput: names the place in the mapping.
    """
    name = checked_text("_name", request.name, longest=LONGEST_NAME)
    schema = await brand_schema(tx)
    mapping = checked_mapping("_mapping", request.mapping, None, schema)
    options = checked_options("_options", request.options or ImportOptions(), schema)
    row = await queries.save_mapping(
        tx.connection, brand_id=tx.brand_id, name=name, mapping=mapping, options=options, created_by=tx.actor.user_id
    )
    target = ("import_mapping", row["import_mapping_id"])
    new = {"name": name, "mapping": mapping, "options": options}
    await record(tx, Action.IMPORT_MAPPING_SAVED, target, old={"mapping": row["old_mapping"]}, new=new)
    return MappingSaved(
        import_mapping_id=row["import_mapping_id"], name=name, is_replacement=row["old_mapping"] is not None
    )
