"""A mapping kept by name, for files that come again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from countermark.features.imports.mapping import ColumnMapping, ImportOptions
from countermark.kit.records import Record, record_from


class SavedMapping(Record, frozen=True, kw_only=True):
    """Columns are by name; those that a file lacks are passed over when it is used."""

    import_mapping_id: UUID
    name: str
    mapping: list[ColumnMapping]
    options: ImportOptions
    created_at: datetime
    updated_at: datetime


def saved_mapping_from(row: Mapping[str, Any]) -> SavedMapping:
    """The record in a row of ``list_mappings``."""
    typed = {
        "mapping": msgspec.convert(row["mapping"], list[ColumnMapping]),
        "options": msgspec.convert(row["options"], ImportOptions),
    }
    return record_from(SavedMapping, {**row, **typed})
