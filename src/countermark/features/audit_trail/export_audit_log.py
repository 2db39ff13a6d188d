"""The audit log as a file, with the links of its hash chain."""

import csv
import io
from typing import Any, Literal

import msgspec

from countermark.db.transaction import Tx
from countermark.features.audit_trail.audit_row import AuditFilters, AuditRow, read_rows
from countermark.kit.cursors import Cursor, checked_limit, decode_cursor, encode_cursor
from countermark.kit.records import Record
from countermark.kit.spreadsheet_cells import safe_cell

MOST_ROWS = 10_000


class ExportAuditLog(AuditFilters, frozen=True, kw_only=True):
    """``csv`` begins with a line of names; ``jsonl`` has an object a line."""

    format: Literal["csv", "jsonl"] = "jsonl"
    limit: int = MOST_ROWS
    cursor: str | None = None


class AuditExport(Record, frozen=True, kw_only=True):
    """``content`` is text of up to ten thousand rows; ``next_cursor`` leads to the older ones."""

    content: str
    rows: int
    has_more: bool
    next_cursor: str | None


async def export_audit_log(tx: Tx, request: ExportAuditLog) -> AuditExport:
    """Rows as text, the newest first, each with its place in the chain, the link before and its own: whoever has the
    file can compute the chain again.

    Raises:
        InvalidInput: a limit outside 1..10,000, or a cursor of something else.
    """
    limit = checked_limit(request.limit, most=MOST_ROWS)
    before = decode_cursor(request.cursor)
    rows = await read_rows(tx, request, before.id if before else None, limit + 1)
    shown = rows[:limit]
    is_csv = request.format == "csv"
    content = _csv(shown, with_names=before is None) if is_csv else _json_lines(shown)
    last = Cursor(shown[-1].occurred_at, shown[-1].audit_id) if shown else None
    return AuditExport(
        content=content,
        rows=len(shown),
        has_more=len(rows) > limit,
        next_cursor=encode_cursor(last) if last else None,
    )


def _json_lines(rows: list[AuditRow]) -> str:
    return "".join(msgspec.json.encode(row).decode() + "\n" for row in rows)


def _csv(rows: list[AuditRow], *, with_names: bool) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    if with_names:
        writer.writerow(AuditRow.__struct_fields__)
    writer.writerows([_cell(value) for value in msgspec.to_builtins(row).values()] for row in rows)
    return file.getvalue()


def _cell(value: Any) -> str:
    text = "" if value is None else value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return str(safe_cell(text))
