"""Checking an import's rows, in steps that each commit on their own: a worker that is killed leaves whole chunks, and
another one goes on after the last of them. Whoever is slower writes nothing twice."""

from collections.abc import Sequence
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.imports.chunk import Chunk, chunk_from, packed
from countermark.features.imports.find_matches import find_matches
from countermark.features.imports.import_context import ImportContext
from countermark.features.imports.import_job import ImportStatus, key_of, queries
from countermark.features.imports.match_keys import Repeated, keys_of, repeated_rows
from countermark.features.imports.parsed_row import CellReason, Verdict, verdict_of
from countermark.features.imports.plan_row import Matches, plan_row
from countermark.features.imports.reading.table import SourceRow


class RunOver(Exception):  # not an error: somebody else ended the run
    """The run was cancelled, or another worker ended it: nothing more is to be written."""


async def hold_run(tx: Tx, context: ImportContext, status: ImportStatus) -> None:
    """Returns if the run is still on, which then stays so until the transaction ends.

    Raises:
        RunOver: it is not.
    """
    job = await queries.hold_import_run(tx.connection, **key_of(tx, context.import_job_id))
    if job is None or job["status"] != status or job["run_number"] != context.run_number:
        raise RunOver


def read_chunk(context: ImportContext, number: int, rows: list[SourceRow]) -> Chunk:
    """A chunk of rows of a file, read under the mapping. Pure, and the costly part: it may run in a thread."""
    chunk = Chunk(number, rows)
    reread(context, chunk)
    return chunk


def reread(context: ImportContext, chunk: Chunk) -> None:
    """Reads the rows of a chunk anew; what was found about them before is forgotten."""
    chunk.reasons.clear()
    for place, row in enumerate(chunk.rows):
        chunk.parsed[place], reasons = context.reader.read(row)
        chunk.judge(place, reasons, None)


async def next_chunk_number(tx: Tx, context: ImportContext) -> int:
    """The first chunk of the file that has not become rows."""
    number: int = await queries.last_chunk(tx.connection, **key_of(tx, context.import_job_id))
    return number


async def store_new_chunk(tx: Tx, context: ImportContext, chunk: Chunk) -> None:
    """Compares a chunk of the file with the catalogue, and keeps it with its verdicts.

    Raises:
        RunOver: the run ended meanwhile.
    """
    await hold_run(tx, context, ImportStatus.VALIDATING)
    await _check(tx, context, chunk)
    stored = chunk.stored()
    await queries.insert_chunk(
        tx.connection,
        **key_of(tx, context.import_job_id),
        chunk_number=chunk.number,
        first_row=chunk.rows[0].number,
        last_row=chunk.rows[-1].number,
        row_count=len(chunk.rows),
        run_number=context.run_number,
        source_rows=packed(chunk.rows),
        parsed_rows=packed(chunk.parsed),
        match_keys=keys_of(chunk.numbers, chunk.parsed, chunk.product_ids),
        **{name: value for name, value in stored.items() if name not in ("inserted", "updated", "skipped", "failed")},
    )


async def check_next_chunk(tx: Tx, context: ImportContext) -> bool:
    """Checks the first chunk that this run has not; false when there is none.

    Raises:
        RunOver: the run ended meanwhile.
    """
    await hold_run(tx, context, ImportStatus.VALIDATING)
    row = await queries.next_unchecked_chunk(
        tx.connection, **key_of(tx, context.import_job_id), run_number=context.run_number
    )
    if row is None:
        return False
    chunk = chunk_from(row)
    reread(context, chunk)
    await _check(tx, context, chunk)
    await _store(tx, context, chunk)
    return True


async def _store(tx: Tx, context: ImportContext, chunk: Chunk) -> None:
    stored = chunk.stored()
    await queries.store_checked_chunk(
        tx.connection,
        **key_of(tx, context.import_job_id),
        chunk_number=chunk.number,
        run_number=context.run_number,
        parsed_rows=packed(chunk.parsed),
        match_keys=keys_of(chunk.numbers, chunk.parsed, chunk.product_ids),
        **{name: value for name, value in stored.items() if name not in ("inserted", "updated", "skipped", "failed")},
    )


async def _check(tx: Tx, context: ImportContext, chunk: Chunk) -> None:
    """Compares the rows with the catalogue as it is."""
    matches = await find_matches(tx, chunk.parsed, hold=False)
    for place, row in enumerate(chunk.parsed):
        if row is None:
            continue
        reasons = chunk.reasons.get(place, [])
        chunk.product_ids[place] = next(iter(matches.of(row)), None)
        if verdict_of(reasons) is not Verdict.ERROR:
            judge_by_catalogue(context, chunk, place, matches, reasons)


def judge_by_catalogue(
    context: ImportContext, chunk: Chunk, place: int, matches: Matches, reasons: list[CellReason]
) -> None:
    """The verdict of a row that has no error of its own."""
    row = chunk.parsed[place]
    if row is not None:
        plan = plan_row(row, matches, context.options, context.brand_locale)
        chunk.judge(place, [*reasons, *plan.reasons], plan.action)


async def find_repeated_rows(tx: Tx, context: ImportContext) -> list[tuple[int, list[Repeated]]]:
    """Rows that name the same product, by the chunk they are in; excluded rows do not count."""
    key = key_of(tx, context.import_job_id)
    bounds: list[tuple[int, int, int]] = []
    excluded: list[int] = []
    async for row in queries.list_chunk_numbers(tx.connection, **key):
        bounds.append((row["chunk_number"], row["first_row"], row["last_row"]))
        if row["excluded"]:
            chunk = chunk_from({**_EMPTY, "source_rows": row["source_rows"], "excluded": row["excluded"]})
            excluded += [number for place, number in enumerate(chunk.numbers) if chunk.is_excluded(place)]
    stored = [row["match_keys"] async for row in queries.list_match_keys(tx.connection, **key)]
    repeated = repeated_rows(stored, excluded)
    return [
        (number, found)
        for number, first, last in bounds
        if (found := [each for each in repeated if first <= each.row <= last])
    ]


_EMPTY = {
    "chunk_number": 0, "parsed_rows": None, "reasons": None, "verdicts": "", "actions": "", "outcomes": "",
    "product_ids": None,
}  # fmt: skip


async def mark_repeated_rows(tx: Tx, context: ImportContext, number: int, repeated: Sequence[Repeated]) -> None:
    """Makes rows of a chunk errors that name each other.

    Raises:
        RunOver: the run ended meanwhile.
    """
    await hold_run(tx, context, ImportStatus.VALIDATING)
    row = await queries.lock_chunk(tx.connection, **key_of(tx, context.import_job_id), chunk_number=number)
    chunk = chunk_from(row)
    places = {row_number: place for place, row_number in enumerate(chunk.numbers)}
    for each in repeated:
        chunk.mark_repeated(places[each.row], each.other)
    await _store(tx, context, chunk)


async def finish_validation(tx: Tx, import_job_id: UUID, run_number: int) -> None:
    """Every row has its verdict."""
    await queries.end_run(
        tx.connection,
        **key_of(tx, import_job_id),
        run_number=run_number,
        status=ImportStatus.VALIDATING,
        new_status=ImportStatus.VALIDATED,
        error=None,
    )
