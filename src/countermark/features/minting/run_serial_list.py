"""The jobs of a list of serials, in steps that each commit on their own: check a chunk, revoke a chunk, end.

A worker that is killed leaves whole chunks behind; the next one goes on after them. Two at once cannot do a chunk
twice: each takes the list's row first, and finds the other's chunk.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final
from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx, savepoint
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.imports.reading.open_table import read_head, read_rows
from countermark.features.imports.reading.table import Dialect, UnreadableFile
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.mint_request import MOST_UNITS
from countermark.features.minting.own_serials import (
    SHOWN_TEXT,
    JudgedSerials,
    SerialRejection,
    have_generated_form,
    judge_serials,
    serial_rules,
)
from countermark.features.minting.revocable_units import (
    judge_units,
    numbers_of_ids,
    numbers_of_serials,
    packed,
    unpacked,
)
from countermark.features.minting.revocation import revoke_numbers
from countermark.features.minting.serial_list import SerialListStatus, key_of

MOST_ATTEMPTS: Final = 3
CHUNK_ROWS: Final = 10_000
WORKERS_ENDED: Final = "the last attempt was cut short: its worker ended before the job did"
_HEADING: Final = re.compile(r"\(?21\)?|s/?n|serials?([ _-]*(no|nr|number|code)\.?)?|seriennummer|unit[ _-]*id", re.I)
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)

Rows = Sequence[tuple[int, str]]


class ListOver(Exception):
    """Another worker did this, or the list was cancelled; nothing is left to do here."""


class SerialTakenMeanwhile(Exception):
    """Another list took one of the serials between the look and the write; a second look will see it."""


async def begin_attempt(tx: Tx, serial_list_id: UUID, status: SerialListStatus) -> Any | None:
    """Counts an attempt; the list's row. ``None``: nothing is to be done, or it has no attempts left and fails now."""
    key = key_of(tx, serial_list_id) | {"status": status}
    row = await queries.count_serial_list_attempt(tx.connection, **key, most_attempts=MOST_ATTEMPTS)
    if row is None:
        await fail_list(tx, serial_list_id, status, WORKERS_ENDED)
    return row


async def is_another_due(tx: Tx, serial_list_id: UUID, status: SerialListStatus, error: str) -> bool:
    """Whether the list may be tried again; if that was the last attempt, it has failed."""
    key = key_of(tx, serial_list_id) | {"status": status}
    due = await queries.has_serial_list_attempts(tx.connection, **key, most_attempts=MOST_ATTEMPTS)
    if due is False:
        await fail_list(tx, serial_list_id, status, error)
    return bool(due)


async def fail_list(tx: Tx, serial_list_id: UUID, status: SerialListStatus, error: str) -> None:
    """Ends the list with what was wrong, unless it has ended; serials it held can be used again."""
    key = key_of(tx, serial_list_id)
    if not await queries.fail_serial_list(tx.connection, **key, status=status, error=error):
        return
    await queries.delete_own_serials(tx.connection, **key)
    await queries.delete_serial_list_parts(tx.connection, **key)
    new = {"status": "failed", "error": error}
    await record(tx, Action.SERIAL_LIST_FAILED, ("serial_list", serial_list_id), old={"status": status}, new=new)


def rows_of_file(file: BinaryIO, file_format: str) -> Iterator[tuple[int, str]]:
    """Rows ``(number, text)`` of the column of serials: the one headed so, else the first, whose first row counts then.

    Raises:
        UnreadableFile: says why it cannot be read, and what to do.
    """
    try:
        head = read_head(file, Dialect(format="xlsx" if file_format == "xlsx" else "csv"))
    except UnreadableFile as error:
        only = _only_line(file) if error.code == "FILE_HAS_NO_ROWS" and file_format == "csv" else ""
        if not only or _HEADING.fullmatch(only):
            raise
        yield 1, only
        return
    headed = [place for place, name in enumerate(head.columns) if _HEADING.fullmatch(name.strip())]
    column = headed[0] if headed else 0
    if not headed and head.columns:
        yield 1, head.columns[0]
    for row in read_rows(file, head.dialect, len(head.columns)):
        yield row.number, row.cells[column]


def _only_line(file: BinaryIO) -> str:
    """The first cell of a text file of one line, which is a serial unless it is a heading."""
    file.seek(0)
    return re.split("[,;\t]", file.read(1_000).decode("utf-8-sig", "replace"))[0].strip().strip('"')


async def next_chunk_number(tx: Tx, serial_list_id: UUID) -> int:
    """The first chunk that is not checked yet."""
    return int(await queries.count_serial_list_chunks(tx.connection, **key_of(tx, serial_list_id)))


async def check_chunk(tx: Tx, serial_list_id: UUID, number: int, rows: Rows) -> None:
    """Judges the rows of a chunk and keeps what came of it.

    Raises:
        ListOver: the chunk is checked already, or the list was cancelled.
    """
    row = await _held(tx, serial_list_id, SerialListStatus.CHECKING)
    if await next_chunk_number(tx, serial_list_id) != number:
        raise ListOver
    accepted: list[str] = []
    if row["purpose"] == "mint":
        judged = await _own_serials(tx, row, rows)
        accepted, numbers, rejected = judged.accepted, None, judged.rejected
        accepted_rows = len(accepted)
    else:
        found, rejected = await _units(tx, serial_list_id, rows)
        accepted_rows, numbers = len(found), packed(found)
    lengths = [len(serial) for serial in accepted]
    await queries.insert_serial_list_chunk(
        tx.connection,
        **key_of(tx, serial_list_id),
        chunk_number=number,
        accepted_rows=accepted_rows,
        rejected_rows=len(rejected),
        rejections=msgspec.json.encode(rejected),
        unit_numbers=numbers,
        shortest=min(lengths, default=None),
        longest=max(lengths, default=None),
        looks_generated=have_generated_form(accepted),
    )


async def finish_check(tx: Tx, serial_list_id: UUID) -> None:
    """The file was read to its end: the list waits for what is to be done with it."""
    row = await _held(tx, serial_list_id, SerialListStatus.CHECKING)
    key = key_of(tx, serial_list_id)
    await queries.delete_serial_list_parts(tx.connection, **key)
    await queries.set_serial_list_status(tx.connection, **key, status=SerialListStatus.CHECKED)
    told = {name: row[name] for name in ("total_rows", "accepted_rows", "rejected_rows")}
    await record(tx, Action.SERIAL_LIST_CHECKED, ("serial_list", serial_list_id), new={"status": "checked"} | told)


async def revoke_chunk(tx: Tx, serial_list_id: UUID) -> bool:
    """Revokes the units of the next chunk; false when there was none, and the list is completed.

    Raises:
        ListOver: the list was cancelled, or another worker completed it.
    """
    row = await _held(tx, serial_list_id, SerialListStatus.REVOKING)
    key = key_of(tx, serial_list_id)
    chunk = await queries.take_serial_list_chunk(tx.connection, **key)
    if chunk is None:
        await queries.set_serial_list_status(tx.connection, **key, status=SerialListStatus.COMPLETED)
        return False
    numbers = unpacked(chunk["unit_numbers"] or b"")
    found = queries.list_units_to_revoke(tx.connection, brand_id=tx.brand_id, numbers=numbers)
    units = [(unit["number"], unit["mint_batch_id"]) async for unit in found if unit["mint_batch_id"] is not None]
    revoked = await revoke_numbers(tx, units, row["reason"]) if units else 0
    done = {"chunk_number": chunk["chunk_number"], "revoked_rows": revoked}
    await queries.finish_serial_list_chunk(tx.connection, **key, **done)
    told = {"revoked_units": revoked, "reason": row["reason"]}
    await record(tx, Action.SERIAL_LIST_REVOKED, ("serial_list", serial_list_id), new=told)
    await notify_resolvers(tx)
    return True


async def _held(tx: Tx, serial_list_id: UUID, status: SerialListStatus) -> Any:
    row = await queries.lock_serial_list(tx.connection, **key_of(tx, serial_list_id))
    if row is None or row["status"] != status:
        raise ListOver
    return row


async def _own_serials(tx: Tx, row: Any, rows: Rows) -> JudgedSerials:
    """Judges and reserves; when another list takes one at the same instant, a second look sees it."""
    rules = await serial_rules(tx)
    capacity = MOST_UNITS - row["accepted_rows"]
    while True:
        judged = await judge_serials(tx, rules, rows, capacity, row["serial_list_id"])
        try:
            async with savepoint(tx):
                placed = queries.insert_own_serials(
                    tx.connection,
                    **key_of(tx, row["serial_list_id"]),
                    first_place=row["accepted_rows"],
                    serials=judged.accepted,
                )
                if len([one async for one in placed]) < len(judged.accepted):
                    raise SerialTakenMeanwhile
        except SerialTakenMeanwhile:
            continue
        return judged


async def _units(tx: Tx, serial_list_id: UUID, rows: Rows) -> tuple[list[int], list[SerialRejection]]:
    """The units that can be revoked, and the rows that name none."""
    found = queries.list_serial_list_numbers(tx.connection, **key_of(tx, serial_list_id))
    seen = {number async for chunk in found for number in unpacked(chunk["unit_numbers"])}
    texts = [text.strip() for _, text in rows]
    named = await numbers_of_serials(tx, texts)
    ids = [place for place, text in enumerate(texts) if _UUID.fullmatch(text)]
    for place, unit in zip(ids, await numbers_of_ids(tx, [UUID(texts[place]) for place in ids]), strict=True):
        named[place] = unit
    judged = await judge_units(tx, named, seen)
    rejected = [
        SerialRejection(row=number, serial=text[:SHOWN_TEXT], code=unit.code, message=unit.message or "")
        for (number, text), unit in zip(rows, judged, strict=True)
        if unit.code is not None
    ]
    return [unit.number for unit in judged if unit.code is None and unit.number is not None], rejected
