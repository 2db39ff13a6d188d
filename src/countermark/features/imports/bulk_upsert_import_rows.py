"""Takes rows as JSON, from integrations that have no file; the same row sent again replaces what it said."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.imports.brand_locale import brand_locale
from countermark.features.imports.chunk import CHUNK_ROWS, NONE, Chunk, chunk_from, packed
from countermark.features.imports.column_names import suggested_mapping
from countermark.features.imports.import_job import OPEN, ImportStatus, key_of, lock_import_job, queries
from countermark.features.imports.mapping import ColumnMapping
from countermark.features.imports.reading.table import (
    LONGEST_CELL,
    LONGEST_HEADER,
    MOST_COLUMNS,
    MOST_ROWS,
    SAMPLE_ROWS,
    SourceRow,
    source_row,
)
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

MOST_ROWS_A_CALL = 1_000
Cell = str | int | float | bool | None


class ImportRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``row_number`` tells rows of an import apart, from 1 on; ``values`` are by column."""

    row_number: Annotated[int, msgspec.Meta(ge=1, le=MOST_ROWS)]
    values: dict[str, Cell]


class BulkUpsertImportRows(BrandRequest, frozen=True, kw_only=True):
    """At most 1,000 rows a call, in any order."""

    import_job_id: UUID
    rows: list[ImportRow]


class RowsUpserted(Record, frozen=True, kw_only=True):
    """``upserted_rows``: of this call. ``columns``: all that rows of this import have named, in the order they came."""

    ok: Literal[True] = True
    import_job_id: UUID
    status: ImportStatus
    upserted_rows: int
    columns: list[str]


async def bulk_upsert_import_rows(tx: Tx, request: BulkUpsertImportRows) -> RowsUpserted:
    """The rows are kept, to be checked. A row whose number came before is replaced whole.

    Raises:
        InvalidInput: names the row and its column; the import takes a file.
        Conflict: the import is being checked or committed, or has ended (``IMPORT_STATUS``).
    """
    if not 1 <= len(request.rows) <= MOST_ROWS_A_CALL:
        raise InvalidInput("_rows", f"must be 1 to {MOST_ROWS_A_CALL:,} rows, not {len(request.rows):,}")
    job = await lock_import_job(tx, request.import_job_id, *OPEN)
    if job["format"] != "rows":
        raise InvalidInput("_import_job_id", "this import takes a file, not rows", hint="call append_import_file")
    columns = _columns(job["columns"], request.rows)
    rows = [_source_row(place, row, columns) for place, row in enumerate(request.rows)]
    by_chunk: dict[int, dict[int, SourceRow]] = defaultdict(dict)
    for row in rows:
        by_chunk[(row.number - 1) // CHUNK_ROWS][row.number] = row
    for number in sorted(by_chunk):
        await _replace(tx, request.import_job_id, number, by_chunk[number])
    await _store_columns(tx, request.import_job_id, job, columns, rows)
    told = {"rows": len(rows), "from_row": min(row.number for row in rows), "to_row": max(row.number for row in rows)}
    await record(tx, Action.IMPORT_ROWS_UPSERTED, ("import_job", request.import_job_id), new=told)
    return RowsUpserted(
        import_job_id=request.import_job_id,
        status=ImportStatus.UPLOADED,
        upserted_rows=len(rows),
        columns=columns,
    )


def _columns(known: list[str], rows: list[ImportRow]) -> list[str]:
    columns = list(dict.fromkeys([*known, *(column for row in rows for column in row.values)]))
    if len(columns) > MOST_COLUMNS:
        raise InvalidInput("_rows", f"name {len(columns)} columns; at most {MOST_COLUMNS} can be read")
    for column in columns:
        if not 1 <= len(column) <= LONGEST_HEADER or "\x00" in column or not column.strip():
            raise InvalidInput("_rows", f"the column {column[:40]!r} needs a name of 1 to {LONGEST_HEADER} characters")
    return columns


def _source_row(place: int, row: ImportRow, columns: list[str]) -> SourceRow:
    cells = [_text(row.values.get(column)) for column in columns]
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise InvalidInput(f"_rows[{place}].values", f"has a value of more than {LONGEST_CELL:,} characters")
    if any("\ud800" <= character <= "\udfff" for cell in cells if not cell.isascii() for character in cell):
        raise InvalidInput(f"_rows[{place}].values", "has half of a surrogate pair")
    return source_row(row.row_number, cells, len(columns)) or SourceRow(row.row_number, cells, {})


def _text(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return "" if value is None else str(value)


async def _replace(tx: Tx, import_job_id: UUID, number: int, rows: dict[int, SourceRow]) -> None:
    """Lays rows over those of a chunk; every row of it counts as not excluded and not checked."""
    key = key_of(tx, import_job_id)
    stored = await queries.lock_chunk(tx.connection, **key, chunk_number=number)
    earlier = chunk_from(stored).rows if stored else []
    merged = {row.number: row for row in earlier} | rows
    chunk = Chunk(number, [merged[row_number] for row_number in sorted(merged)])
    await queries.replace_rows(
        tx.connection,
        **key,
        chunk_number=number,
        first_row=chunk.rows[0].number,
        last_row=chunk.rows[-1].number,
        row_count=len(chunk.rows),
        source_rows=packed(chunk.rows),
        verdicts="".join(chunk.verdicts),
        **dict.fromkeys(("actions", "excluded", "outcomes"), NONE * len(chunk.rows)),
    )


async def _store_columns(
    tx: Tx, import_job_id: UUID, job: Mapping[str, Any], columns: list[str], rows: list[SourceRow]
) -> None:
    stored = {name: job[name] for name in ("columns", "sample", "mapping")}
    mapping = msgspec.convert(stored["mapping"], list[ColumnMapping])
    new = [column for column in columns if column not in stored["columns"]]
    if new:
        suggested = suggested_mapping(new, await brand_schema(tx), await brand_locale(tx))
        targets = {(line.target, line.locale) for line in mapping}
        mapping += [line for line in suggested if (line.target, line.locale) not in targets]
    await queries.store_columns(
        tx.connection,
        **key_of(tx, import_job_id),
        columns=columns,
        sample=stored["sample"] or [row.cells for row in rows[:SAMPLE_ROWS]],
        mapping=mapping,
    )
