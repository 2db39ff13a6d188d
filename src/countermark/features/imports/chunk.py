"""A thousand rows of an import: how they are kept, and the letters that say what became of each."""

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, overload
from uuid import UUID

import msgspec

from countermark.features.imports.parsed_row import CellReason, ParsedRow, Verdict, row_error, verdict_of
from countermark.features.imports.reading.table import SourceRow

CHUNK_ROWS: Final = 1_000
NONE: Final = "-"
EXCLUDED: Final = "x"
VERDICTS: Final = {Verdict.VALID: "v", Verdict.WARNING: "w", Verdict.ERROR: "e"}
VERDICT_OF: Final = {letter: verdict for verdict, letter in VERDICTS.items()}
ACTIONS: Final = {"insert": "i", "update": "u", "skip": "s"}
OUTCOMES: Final = {"inserted": "i", "updated": "u", "skipped": "s", "error": "e"}
ACTION_OF: Final = {letter: name for name, letter in ACTIONS.items()}
OUTCOME_OF: Final = {letter: name for name, letter in OUTCOMES.items()}

_source = msgspec.json.Decoder(list[tuple[int, list[str], dict[int, str]]])
_parsed = msgspec.json.Decoder(list[ParsedRow | None])
_reasons = msgspec.json.Decoder(dict[int, list[CellReason]])

ZLIB: Final = b"\x78"  # what a packed value begins with; one of before packing is JSON, and does not
FASTEST: Final = 1


def packed(value: Any) -> bytes:
    """How the rows of a chunk are kept: PostgreSQL's own compression takes longer, and holds up the import."""
    return zlib.compress(msgspec.json.encode(value), FASTEST)


def _unpacked(stored: bytes) -> bytes:
    return zlib.decompress(stored) if stored.startswith(ZLIB) else stored


class _StoredRows(Sequence[SourceRow]):
    """Rows in the form they are kept in, which come out when one is looked at; whoever commits hardly ever does."""

    def __init__(self, stored: bytes, count: int) -> None:
        self._stored = stored
        self._count = count

    @cached_property
    def _rows(self) -> list[SourceRow]:
        return [SourceRow(*row) for row in _source.decode(_unpacked(self._stored))]

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> SourceRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[SourceRow]: ...
    def __getitem__(self, place: int | slice) -> SourceRow | list[SourceRow]:
        return self._rows[place]


@dataclass
class Chunk:
    """Rows in the order of the file. ``reasons`` are by place; ``product_ids`` those matched, later those written."""

    number: int
    rows: Sequence[SourceRow]
    parsed: list[ParsedRow | None] = field(default_factory=list)
    reasons: dict[int, list[CellReason]] = field(default_factory=dict)
    verdicts: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    product_ids: list[UUID | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        count = len(self.rows)
        self.parsed = self.parsed or [None] * count
        self.verdicts = self.verdicts or [VERDICTS[Verdict.VALID]] * count
        self.actions = self.actions or [NONE] * count
        self.excluded = self.excluded or [NONE] * count
        self.outcomes = self.outcomes or [NONE] * count
        self.product_ids = self.product_ids or [None] * count

    @property
    def numbers(self) -> list[int]:
        """The rows' numbers, as a spreadsheet shows them."""
        return [row.number for row in self.rows]

    def is_excluded(self, place: int) -> bool:
        """Whether somebody took the row out."""
        return self.excluded[place] == EXCLUDED

    def judge(self, place: int, reasons: list[CellReason], action: str | None) -> None:
        """Gives a row its verdict; one with an error does nothing."""
        verdict = verdict_of(reasons)
        self.verdicts[place] = VERDICTS[verdict]
        self.actions[place] = NONE if verdict is Verdict.ERROR or action is None else ACTIONS[action]
        if reasons:
            self.reasons[place] = reasons
        else:
            self.reasons.pop(place, None)

    def mark_repeated(self, place: int, other: int) -> None:
        """The row is the same product as another row of the file."""
        problem = f"is the same product as row {other}: correct one of them, or exclude it"
        kept = [reason for reason in self.reasons.get(place, []) if reason.code != "REPEATED_ROW"]
        self.judge(place, [*kept, row_error(problem, "REPEATED_ROW")], None)

    def counts(self) -> dict[str, int]:
        """How many rows are what; excluded ones are nothing else."""
        counted = [place for place in range(len(self.rows)) if self.excluded[place] != EXCLUDED]
        verdicts = Counter(self.verdicts[place] for place in counted)
        actions = Counter(self.actions[place] for place in counted)
        outcomes = Counter(self.outcomes)
        return {
            "valid_rows": verdicts["v"],
            "warning_rows": verdicts["w"],
            "error_rows": verdicts["e"],
            "excluded_rows": len(self.rows) - len(counted),
            "will_insert": actions["i"],
            "will_update": actions["u"],
            "will_skip": actions["s"],
            "inserted": outcomes["i"],
            "updated": outcomes["u"],
            "skipped": outcomes["s"],
            "failed": outcomes["e"],
        }

    def stored(self) -> dict[str, Any]:
        """The columns that validation and commit write."""
        return self.counts() | {
            "reasons": msgspec.json.encode(self.reasons) if self.reasons else None,
            "verdicts": "".join(self.verdicts),
            "actions": "".join(self.actions),
            "excluded": "".join(self.excluded),
            "outcomes": "".join(self.outcomes),
            "product_ids": self.product_ids,
        }


def chunk_from(row: Mapping[str, Any]) -> Chunk:
    """The chunk in a row of ``import_chunks``."""
    return Chunk(
        number=row["chunk_number"],
        rows=_StoredRows(row["source_rows"], len(row["excluded"])),
        parsed=_parsed.decode(_unpacked(row["parsed_rows"])) if row["parsed_rows"] else [],
        reasons=_reasons.decode(row["reasons"]) if row["reasons"] else {},
        verdicts=list(row["verdicts"]),
        actions=list(row["actions"]),
        excluded=list(row["excluded"]),
        outcomes=list(row["outcomes"]),
        product_ids=list(row["product_ids"] or []),
    )
