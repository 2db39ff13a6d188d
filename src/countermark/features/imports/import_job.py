"""The import job: its record, the doors to one, and the SQL of this area."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Literal
from uuid import UUID

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.imports.mapping import ColumnMapping, ImportOptions
from countermark.kit.errors import Conflict, unknown
from countermark.kit.records import Record, record_from

queries = load_queries(__file__)
ImportFormat = Literal["csv", "xlsx", "rows"]


class ImportStatus(StrEnum):
    """Where an import stands. ``uploaded``: its columns are known, its rows are to be checked."""

    UPLOADING = "uploading"
    UPLOADED = "uploaded"
    VALIDATING = "validating"
    VALIDATED = "validated"
    COMMITTING = "committing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


RUNNING: Final = (ImportStatus.VALIDATING, ImportStatus.COMMITTING)
OPEN: Final = (ImportStatus.UPLOADING, ImportStatus.UPLOADED, ImportStatus.VALIDATED)


class ImportCounts(Record, frozen=True, kw_only=True):
    """Rows by verdict, by what importing them would do (the dry run), and by what it did. Excluded ones are apart."""

    valid: int
    warning: int
    error: int
    excluded: int
    will_insert: int
    will_update: int
    will_skip: int
    inserted: int
    updated: int
    skipped: int
    failed: int


class ImportJob(Record, frozen=True, kw_only=True):
    """An import. ``processed_rows`` of ``total_rows`` are checked or committed in the step that is at work; while the
    file is being read, ``total_rows`` are those read so far. ``error`` says why it failed. Some time after its end the
    rows are forgotten (``rows_removed_at``) and the counts kept."""

    import_job_id: UUID
    filename: str
    format: ImportFormat
    status: ImportStatus
    size_bytes: int
    sha256: str | None
    sheets: list[str]
    sheet: str | None
    encoding: str | None
    delimiter: str | None
    columns: list[str]
    sample: list[list[str]]
    mapping: list[ColumnMapping]
    options: ImportOptions
    total_rows: int
    processed_rows: int
    counts: ImportCounts
    error: str | None
    created_by: UUID | None
    created_at: datetime
    updated_at: datetime
    ended_at: datetime | None
    rows_removed_at: datetime | None


def import_job_from(row: Mapping[str, Any]) -> ImportJob:
    """The record in a row of ``get_import_job``."""
    dialect = row["dialect"] or {}
    processed = row["done_rows"] if row["status"] == ImportStatus.COMMITTING else row["checked_rows"]
    if row["status"] == ImportStatus.COMPLETED:
        processed = row["total_rows"]
    typed = {
        "sha256": row["sha256"].hex() if row["sha256"] else None,
        "sheet": dialect.get("sheet"),
        "encoding": dialect.get("encoding"),
        "delimiter": dialect.get("delimiter"),
        "mapping": msgspec.convert(row["mapping"], list[ColumnMapping]),
        "options": msgspec.convert(row["options"], ImportOptions),
        "total_rows": int(row["total_rows"]),
        "processed_rows": int(processed),
        "counts": counts_from(row),
    }
    return record_from(ImportJob, {**row, **typed})


def counts_from(row: Mapping[str, Any]) -> ImportCounts:
    """The counts in a row that has the sums over an import's chunks."""
    kinds = ("valid", "warning", "error", "excluded")
    named = {kind: int(row[f"{kind}_rows"]) for kind in kinds}
    others = {name: int(row[name]) for name in ImportCounts.__struct_fields__ if name not in kinds}
    return ImportCounts(**named, **others)


async def read_import_job(tx: Tx, import_job_id: UUID) -> ImportJob:
    """The import as it stands in this transaction.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row = await queries.get_import_job(tx.connection, brand_id=tx.brand_id, import_job_id=import_job_id)
    if row is None:
        raise unknown("_import_job_id", "import")
    return import_job_from(row)


async def lock_import_job(tx: Tx, import_job_id: UUID, *allowed: ImportStatus) -> Mapping[str, Any]:
    """The row of an import in one of these statuses, held until the transaction ends.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
        Conflict: it stands elsewhere (``IMPORT_STATUS``), or its rows are no longer kept (``IMPORT_ROWS_REMOVED``).
    """
    row: Mapping[str, Any] | None = await queries.lock_import_job(
        tx.connection, brand_id=tx.brand_id, import_job_id=import_job_id
    )
    if row is None:
        raise unknown("_import_job_id", "import")
    if row["status"] not in allowed:
        wanted = " or ".join(allowed)
        raise Conflict(
            "_import_job_id",
            f"this import is {row['status']}; it has to be {wanted}",
            code="IMPORT_STATUS",
            hint="see get_import_job" if row["status"] not in RUNNING else "wait until it is done, or cancel it",
        )
    if row["rows_removed_at"] is not None:
        problem = "this import ended long ago, and its rows are no longer kept"
        raise Conflict("_import_job_id", problem, code="IMPORT_ROWS_REMOVED", hint="import the file anew")
    return row


def key_of(tx: Tx, import_job_id: UUID) -> dict[str, Any]:
    """What every statement about an import names."""
    return {"brand_id": tx.brand_id, "import_job_id": import_job_id}
