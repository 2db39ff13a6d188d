"""What every row of a run is measured against: columns, mapping, options, schema; read once a run."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import BrandSchema, brand_schema
from countermark.features.imports.brand_locale import brand_locale
from countermark.features.imports.mapping import ColumnMapping, ImportOptions
from countermark.features.imports.row_reader import RowReader


@dataclass(frozen=True)
class ImportContext:
    """See above. ``is_read``: the whole file has become rows before."""

    import_job_id: UUID
    run_number: int
    columns: list[str]
    mapping: list[ColumnMapping]
    options: ImportOptions
    schema: BrandSchema
    brand_locale: str
    is_read: bool
    dialect: Mapping[str, Any] | None

    @cached_property
    def reader(self) -> RowReader:
        """Reads the rows; it remembers values it has seen, so there is one for the run."""
        return RowReader(self.columns, self.mapping, self.schema, self.brand_locale, self.options)


async def import_context(tx: Tx, job: Mapping[str, Any]) -> ImportContext:
    """What holds for the run that ``job`` is in."""
    return ImportContext(
        import_job_id=job["import_job_id"],
        run_number=job["run_number"],
        columns=job["columns"],
        mapping=msgspec.convert(job["mapping"], list[ColumnMapping]),
        options=msgspec.convert(job["options"], ImportOptions),
        schema=await brand_schema(tx),
        brand_locale=await brand_locale(tx),
        is_read=job["is_read"],
        dialect=job["dialect"],
    )
