"""What was read out of a row: typed, checked, ready to be compared with the catalogue."""

from enum import StrEnum
from typing import Any

import msgspec

from countermark.kit.records import Record


class Verdict(StrEnum):
    """Whether a row can be imported. In a chunk it is its first letter."""

    VALID = "valid"
    WARNING = "warning"
    ERROR = "error"


class CellReason(Record, frozen=True, kw_only=True):
    """Why a row has its verdict. ``column`` is ``null`` when the reason is about the whole row."""

    severity: Verdict
    column: str | None
    value: str | None
    code: str
    problem: str


class RowIdentifier(msgspec.Struct, frozen=True, array_like=True):
    """An identifier as it was given (``value``) and as it is compared."""

    identifier_type: str
    value: str
    normalized: str


class ParsedRow(msgspec.Struct, array_like=True):
    """``attributes`` are canonical values by field key, ``None`` where an empty cell clears one. A row with an error
    keeps what could be read."""

    identifiers: list[RowIdentifier]
    name: dict[str, str]
    attributes: dict[str, Any]
    commercial_status: str | None = None


def row_error(problem: str, code: str, column: str | None = None, value: str | None = None) -> CellReason:
    """A reason that keeps a row out."""
    return CellReason(severity=Verdict.ERROR, column=column, value=value, code=code, problem=problem)


def row_warning(problem: str, code: str, column: str | None = None, value: str | None = None) -> CellReason:
    """A reason that is only told."""
    return CellReason(severity=Verdict.WARNING, column=column, value=value, code=code, problem=problem)


def verdict_of(reasons: list[CellReason]) -> Verdict:
    """The worst of the reasons."""
    if not reasons:
        return Verdict.VALID
    return Verdict.ERROR if any(reason.severity is Verdict.ERROR for reason in reasons) else Verdict.WARNING
