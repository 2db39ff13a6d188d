"""When a file is there: its head is read, its columns get their suggested meaning."""

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec

from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.imports.brand_locale import brand_locale
from countermark.features.imports.column_names import suggested_mapping
from countermark.features.imports.file_parts import whole_file
from countermark.features.imports.import_job import key_of, queries
from countermark.features.imports.mapping import ColumnMapping
from countermark.features.imports.reading.open_table import read_head
from countermark.features.imports.reading.table import Dialect, TableHead, UnreadableFile
from countermark.kit.errors import InvalidInput


async def take_file(tx: Tx, job: Mapping[str, Any], wanted: Dialect, argument: str) -> TableHead:
    """Reads the head of the whole file and stores it, with a suggested mapping; the caller holds the import's row.

    Raises:
        InvalidInput: the file cannot be read, and why; it is not the one whose SHA-256 was announced.
    """
    key = key_of(tx, job["import_job_id"])
    file, sha256 = await whole_file(tx, job["import_job_id"])
    with file:
        if job["sha256"] is not None and job["sha256"] != sha256:
            raise InvalidInput(
                argument, "the bytes that came are not those whose SHA-256 was announced", code="SHA256_MISMATCH"
            )
        try:
            head = await asyncio.to_thread(read_head, file, wanted)
        except UnreadableFile as error:
            raise InvalidInput(argument, f"the file {error.problem}", code=error.code, hint=error.hint) from None
    mapping = await _mapping_for(tx, job, head)
    await queries.store_head(
        tx.connection,
        **key,
        sha256=sha256,
        dialect=head.dialect,
        sheets=head.sheets,
        columns=head.columns,
        sample=head.sample,
        mapping=mapping,
    )
    await queries.delete_chunks(tx.connection, **key)
    return head


async def _mapping_for(tx: Tx, job: Mapping[str, Any], head: TableHead) -> list[ColumnMapping]:
    """What was said of columns that are still there, else suggestions."""
    known = [line for line in msgspec.convert(job["mapping"], list[ColumnMapping]) if line.column in head.columns]
    if known:
        return known
    return suggested_mapping(head.columns, await brand_schema(tx), await brand_locale(tx))
