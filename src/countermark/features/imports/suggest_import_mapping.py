"""Says what columns probably mean, by their names."""

from typing import Literal
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.imports.brand_locale import brand_locale
from countermark.features.imports.column_names import suggested_mapping
from countermark.features.imports.import_job import read_import_job
from countermark.features.imports.mapping import ColumnMapping
from countermark.features.imports.reading.table import MOST_COLUMNS
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class SuggestImportMapping(BrandRequest, frozen=True, kw_only=True):
    """Of an import, or of column names alone."""

    import_job_id: UUID | None = None
    columns: list[str] | None = None


class MappingSuggested(Record, frozen=True, kw_only=True):
    """``unmapped``: columns that nothing seems to fit."""

    ok: Literal[True] = True
    mapping: list[ColumnMapping]
    unmapped: list[str]


async def suggest_import_mapping(tx: Tx, request: SuggestImportMapping) -> MappingSuggested:
    """A mapping for the columns; nothing is stored.

    Raises:
        InvalidInput: neither or both are given, too many columns, no such import in the brand.
    """
    if (request.import_job_id is None) == (request.columns is None):
        raise InvalidInput("_columns", "give either the import or the names of columns")
    columns = request.columns
    if request.import_job_id is not None:
        columns = (await read_import_job(tx, request.import_job_id)).columns
    columns = list(dict.fromkeys(columns or []))
    if len(columns) > MOST_COLUMNS:
        raise InvalidInput("_columns", f"are {len(columns)}; at most {MOST_COLUMNS} can be read")
    mapping = suggested_mapping(columns, await brand_schema(tx), await brand_locale(tx))
    mapped = {line.column for line in mapping}
    return MappingSuggested(mapping=mapping, unmapped=[column for column in columns if column not in mapped])
