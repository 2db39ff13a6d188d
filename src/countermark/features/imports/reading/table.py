"""What every kind of file becomes: a head with columns, then rows of texts."""

from typing import Final, Literal, NamedTuple

import msgspec

MOST_ROWS: Final = 1_048_576  # what a sheet can hold
MOST_COLUMNS: Final = 500
LONGEST_CELL: Final = 32_767  # characters: what a cell of a spreadsheet can hold
LONGEST_HEADER: Final = 200
SAMPLE_ROWS: Final = 20
CUT_AFTER: Final = 200  # characters kept of a cell that is too long
OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"  # how a workbook of before 2007 begins, and one under a password

TableFormat = Literal["csv", "xlsx"]


class UnreadableFile(ValueError):
    """The file cannot be imported as it is. ``code`` is stable; the text says what is wrong, ``hint`` what to do."""

    def __init__(self, code: str, problem: str, hint: str | None = None) -> None:
        super().__init__(problem)
        self.code = code
        self.problem = problem
        self.hint = hint


class Dialect(msgspec.Struct, frozen=True, kw_only=True):
    """How the file is read: encoding and delimiter of a CSV file, the sheet of a workbook."""

    format: TableFormat
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


class TableHead(msgspec.Struct, frozen=True, kw_only=True):
    """The columns with unique names, the first rows to look at, and the sheets there are to choose from."""

    dialect: Dialect
    columns: list[str]
    sample: list[list[str]]
    sheets: list[str] = []


class SourceRow(NamedTuple):
    """A row that is not blank. ``number`` is the one a spreadsheet shows (the header is 1); ``cells`` are as many as
    there are columns; ``problems`` says of single cells, by place, why they cannot be used (-1: of the whole row)."""

    number: int
    cells: list[str]
    problems: dict[int, str]


def unique_columns(header: list[str]) -> list[str]:
    """Names for columns: trimmed, those without one called after their place, repeated ones numbered: ``Name (2)``.

    Raises:
        UnreadableFile: there are too many.
    """
    while header and not header[-1].strip():
        header = header[:-1]
    if len(header) > MOST_COLUMNS:
        raise UnreadableFile("TOO_MANY_COLUMNS", f"has {len(header)} columns; at most {MOST_COLUMNS} can be read")
    names: list[str] = []
    seen: set[str] = set()
    for place, text in enumerate(header, 1):
        name = " ".join(text.replace("\x00", "").split())[:LONGEST_HEADER] or f"Column {place}"
        count, unique = 1, name
        while unique.casefold() in seen:
            count += 1
            unique = f"{name} ({count})"
        seen.add(unique.casefold())
        names.append(unique)
    return names


def source_row(number: int, cells: list[str], width: int, problems: dict[int, str] | None = None) -> SourceRow | None:
    """A row fitted to the columns; ``None`` for a blank one.

    Missing cells are empty ones. Cells beyond the last column are a problem of the row, for its values may have moved.
    """
    found = problems or {}
    if not found and not any(cells):
        return None
    if len(cells) != width:
        extra = [cell for cell in cells[width:] if cell.strip()]
        if extra:
            found[-1] = f"has {len(cells)} cells, but there are {width} columns: values may stand in the wrong column"
        cells = cells[:width] + [""] * (width - len(cells))
    if max(map(len, cells), default=0) > LONGEST_CELL or "\x00" in "".join(cells):
        cells = [_bounded(place, cell, found) for place, cell in enumerate(cells)]
    return SourceRow(number, cells, found)


def _bounded(place: int, cell: str, found: dict[int, str]) -> str:
    if len(cell) > LONGEST_CELL:
        found[place] = f"is {len(cell):,} characters long; at most {LONGEST_CELL:,} can be read"
        cell = cell[:CUT_AFTER] + "…"
    if "\x00" in cell:
        found[place] = "holds a NUL character, which is no text"
        cell = cell.replace("\x00", "�")
    return cell


def checked_count(rows: int) -> None:
    """Raises :class:`UnreadableFile` for more rows than an import takes."""
    if rows > MOST_ROWS:
        raise UnreadableFile(
            "TOO_MANY_ROWS", f"has more than {MOST_ROWS:,} rows", "split the file and import the parts one by one"
        )


def checked_head(head: TableHead) -> TableHead:
    """``head``, if the file has columns and a row.

    Raises:
        UnreadableFile: it is empty, or has a header only.
    """
    if not head.columns:
        raise UnreadableFile("FILE_EMPTY", "is empty", "its first row must hold the names of the columns")
    if not head.sample:
        raise UnreadableFile("FILE_HAS_NO_ROWS", "has a header, but no rows below it")
    return head
