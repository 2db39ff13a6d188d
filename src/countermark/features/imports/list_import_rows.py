"""Lists the rows of an import with their verdicts, reasons and outcomes."""

import base64
from typing import Final, Literal
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.imports.chunk import (
    ACTION_OF,
    NONE,
    OUTCOME_OF,
    VERDICT_OF,
    Chunk,
    chunk_from,
)
from countermark.features.imports.import_job import key_of, queries, read_import_job
from countermark.features.imports.parsed_row import CellReason, Verdict
from countermark.kit.cursors import DEFAULT_LIMIT, Page, checked_limit
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

RowKind = Literal["valid", "warning", "error", "excluded", "inserted", "updated", "skipped", "failed"]
CHUNKS_AT_ONCE: Final = 4
_LETTER_OF: Final = {"inserted": "i", "updated": "u", "skipped": "s", "failed": "e"}


class ListImportRows(BrandRequest, frozen=True, kw_only=True):
    """``_kind``: a verdict (excluded rows have none), ``excluded``, or what became of the row."""

    import_job_id: UUID
    kind: RowKind | None = None
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None


class ListedImportRow(Record, frozen=True, kw_only=True):
    """A row. ``cells`` are by column, as they came. ``action`` is what importing it would do, ``outcome`` what it did
    (``null``: nothing yet). ``product_id`` is the product it matches or became."""

    row_number: int
    verdict: Verdict
    is_excluded: bool
    action: Literal["insert", "update", "skip"] | None
    outcome: Literal["inserted", "updated", "skipped", "error"] | None
    product_id: UUID | None
    cells: dict[str, str]
    reasons: list[CellReason]


async def list_import_rows(tx: Tx, request: ListImportRows) -> Page[ListedImportRow]:
    """A page of rows in the order of the file.

    Raises:
        InvalidInput: no such import in the brand; a limit outside 1..200, or a cursor of something else.
    """
    limit = checked_limit(request.limit)
    after = _row_of_cursor(request.cursor)
    columns = (await read_import_job(tx, request.import_job_id)).columns
    rows: list[ListedImportRow] = []
    while len(rows) <= limit:
        found = queries.list_chunks_with(
            tx.connection, **key_of(tx, request.import_job_id), after_row=after, kind=request.kind, most=CHUNKS_AT_ONCE
        )
        chunks = [chunk_from(row) async for row in found]
        for chunk in chunks:
            places = [p for p in range(len(chunk.rows)) if chunk.rows[p].number > after and _is(chunk, p, request.kind)]
            rows += [_listed(chunk, place, columns) for place in places[: limit + 1 - len(rows)]]
        if len(chunks) < CHUNKS_AT_ONCE:
            break
        after = chunks[-1].rows[-1].number
    shown = rows[:limit]
    next_cursor = _cursor_of(shown[-1].row_number) if shown else None
    return Page(items=shown, has_more=len(rows) > limit, next_cursor=next_cursor)


def _is(chunk: Chunk, place: int, kind: RowKind | None) -> bool:
    if kind is None:
        return True
    if kind in _LETTER_OF:
        return chunk.outcomes[place] == _LETTER_OF[kind]
    if kind == "excluded" or chunk.is_excluded(place):
        return kind == "excluded" and chunk.is_excluded(place)
    return VERDICT_OF[chunk.verdicts[place]] == kind


def _listed(chunk: Chunk, place: int, columns: list[str]) -> ListedImportRow:
    row, action, outcome = chunk.rows[place], chunk.actions[place], chunk.outcomes[place]
    return ListedImportRow(
        row_number=row.number,
        verdict=VERDICT_OF[chunk.verdicts[place]],
        is_excluded=chunk.is_excluded(place),
        action=None if action == NONE else ACTION_OF[action],  # type: ignore[arg-type]  # a literal table
        outcome=None if outcome == NONE else OUTCOME_OF[outcome],  # type: ignore[arg-type]
        product_id=chunk.product_ids[place],
        cells=dict(zip(columns, row.cells, strict=False)),
        reasons=chunk.reasons.get(place, []),
    )


def _cursor_of(row_number: int) -> str:
    return base64.urlsafe_b64encode(b"row|%d" % row_number).rstrip(b"=").decode()


def _row_of_cursor(text: str | None) -> int:
    if text is None:
        return 0
    try:
        kind, _, number = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).partition(b"|")
        if kind == b"row" and number.isdigit() and len(number) < 10:
            return int(number)
    except ValueError:
        pass
    raise InvalidInput("_cursor", "not a cursor of this list", hint="send next_cursor of the page before")
