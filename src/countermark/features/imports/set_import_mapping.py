"""Says what the columns of an import mean, and what it may do to products that exist."""

from typing import Literal
from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.imports.import_job import ImportStatus, key_of, lock_import_job, queries
from countermark.features.imports.mapping import (
    ColumnMapping,
    ImportOptions,
    checked_mapping,
    checked_options,
)
from countermark.features.imports.reading.table import Dialect
from countermark.features.imports.take_file import take_file
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class FileReading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a file is read when what was found of it is wrong. Absent: what was found."""

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None


class SetImportMapping(BrandRequest, frozen=True, kw_only=True):
    """What is absent stays as it is. ``_reading`` reads the file's head anew first."""

    import_job_id: UUID
    mapping: list[ColumnMapping] | None = None
    options: ImportOptions | None = None
    reading: FileReading | None = None


class MappingSet(Record, frozen=True, kw_only=True):
    """What holds now; the rows are to be checked under it."""

    ok: Literal[True] = True
    import_job_id: UUID
    status: ImportStatus
    columns: list[str]
    mapping: list[ColumnMapping]
    options: ImportOptions


async def set_import_mapping(tx: Tx, request: SetImportMapping) -> MappingSet:
    """The mapping and the options, whole.

    Raises:
        InvalidInput: names the place in the mapping, or says why the file cannot be read so.
        Conflict: there is no file yet, or the import is at work or has ended (``IMPORT_STATUS``).
    """
    job = await lock_import_job(tx, request.import_job_id, ImportStatus.UPLOADED, ImportStatus.VALIDATED)
    columns: list[str] = job["columns"]
    if request.reading is not None:
        await take_file(tx, job, _dialect(job["format"], request.reading), "_reading")
        job = await lock_import_job(tx, request.import_job_id, ImportStatus.UPLOADED)
        columns = job["columns"]
    schema = await brand_schema(tx)
    mapping = request.mapping
    if mapping is None:
        mapping = msgspec.convert(job["mapping"], list[ColumnMapping])
    mapping = checked_mapping("_mapping", mapping, columns, schema)
    options = checked_options("_options", request.options or msgspec.convert(job["options"], ImportOptions), schema)
    await queries.store_mapping(tx.connection, **key_of(tx, request.import_job_id), mapping=mapping, options=options)
    await record(
        tx,
        Action.IMPORT_MAPPING_SET,
        ("import_job", request.import_job_id),
        new={"mapping": mapping, "options": options, "reading": request.reading},
    )
    return MappingSet(
        import_job_id=request.import_job_id,
        status=ImportStatus.UPLOADED,
        columns=columns,
        mapping=mapping,
        options=options,
    )


def _dialect(file_format: str, reading: FileReading) -> Dialect:
    if file_format == "rows":
        raise InvalidInput("_reading", "this import has rows, and no file to be read")
    delimiter = reading.delimiter
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n\x00 ' or not delimiter.isascii()):
        raise InvalidInput("_reading.delimiter", "must be one character, such as ; or a tab")
    if file_format == "xlsx":
        return Dialect(format="xlsx", sheet=reading.sheet)
    return Dialect(format="csv", encoding=reading.encoding, delimiter=delimiter)
