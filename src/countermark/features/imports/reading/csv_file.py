"""CSV: any common delimiter and encoding, quoted line breaks, rows of uneven length; a row at a time."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, Final

from countermark.features.imports.reading.table import (
    SAMPLE_ROWS,
    Dialect,
    SourceRow,
    TableHead,
    UnreadableFile,
    checked_count,
    checked_head,
    source_row,
    unique_columns,
)
from countermark.features.imports.reading.text_encoding import checked_encoding, encoding_of

DELIMITERS: Final = (",", ";", "\t", "|")
LARGEST_CELL: Final = 16 << 20  # characters; beyond it a quote was opened and never closed
LONGEST_LINE: Final = 32 << 20
LOOKED_AT_LINES: Final = 200
csv.field_size_limit(LARGEST_CELL)  # of the process; nothing else in it reads CSV


def read_csv_head(file: BinaryIO, wanted: Dialect) -> TableHead:
    """Columns and first rows; encoding and delimiter are found unless ``wanted`` names them.

    Raises:
        UnreadableFile: empty, a header only, too many columns, or no text at all.
    """
    encoding = checked_encoding(wanted.encoding) if wanted.encoding else encoding_of(file)
    delimiter = wanted.delimiter or _delimiter_of(file, encoding)
    dialect = Dialect(format="csv", encoding=encoding, delimiter=delimiter)
    columns = _header(file, dialect)
    return checked_head(
        TableHead(
            dialect=dialect,
            columns=columns,
            sample=[row.cells for row in islice(read_csv_rows(file, dialect, len(columns)), SAMPLE_ROWS)],
        )
    )


def read_csv_rows(file: BinaryIO, dialect: Dialect, width: int) -> Iterator[SourceRow]:
    """The rows below the header, blank ones left out. A quoted line break does not make a row of its own.

    Raises:
        UnreadableFile: a quote that is never closed, bytes outside the encoding, or too many rows.
    """
    found = 0
    for number, cells in _numbered(file, dialect):
        if number == 1:
            continue
        row = source_row(number, cells, width)
        if row is not None:
            found += 1
            checked_count(found)
            yield row


def _header(file: BinaryIO, dialect: Dialect) -> list[str]:
    first = next(_numbered(file, dialect), None)
    return unique_columns(first[1]) if first else []


def _numbered(file: BinaryIO, dialect: Dialect) -> Iterator[tuple[int, list[str]]]:
    number = 1
    try:
        with _text(file, dialect.encoding or "utf-8") as text:
            reader = csv.reader(_lines(text), delimiter=dialect.delimiter or ",")
            for number, cells in enumerate(reader, 1):
                yield number, cells
    except csv.Error:
        raise UnreadableFile(
            "CELL_TOO_LARGE",
            f"has a cell of more than {LARGEST_CELL >> 20} MB after row {number}: a quote may never be closed",
            f"look for a single quotation mark after row {number}",
        ) from None
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "NOT_IN_ENCODING", f"is not {dialect.encoding} text: {error.reason} after row {number}", "name its encoding"
        ) from None


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    line = text.readline(LONGEST_LINE + 1)
    if _named_delimiter(line):  # no row: spreadsheets hide it too
        line = text.readline(LONGEST_LINE + 1)
    while line:
        if len(line) > LONGEST_LINE:
            raise csv.Error("line too long")
        yield line
        line = text.readline(LONGEST_LINE + 1)


def _named_delimiter(line: str) -> str | None:
    """The delimiter in a first line like ``sep=;``, which spreadsheets write for each other."""
    return line[4] if line.startswith("sep=") and len(line.strip("\r\n")) == len("sep=;") else None


class _text(io.TextIOWrapper):  # used like a function
    """Text over a file that stays open and begins anew. Broken bytes of a guessed encoding become U+FFFD."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        file.seek(0)
        errors = "strict" if encoding.startswith(("utf-8", "utf-16", "utf-32", "utf_")) else "replace"
        super().__init__(io.BufferedReader(_Unclosed(file), 1 << 18), encoding=encoding, errors=errors, newline="")


class _Unclosed(io.RawIOBase):
    """Passes reads on, and keeps the file open when the text over it is closed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # a writable buffer, as io gives it
        data = self._file.read(len(view))
        view[: len(data)] = data
        return len(data)


def _delimiter_of(file: BinaryIO, encoding: str) -> str:
    """The delimiter under which the most lines have the same number of cells, and more than one."""
    with _text(file, encoding) as text:
        try:
            if named := _named_delimiter(text.readline(16)):
                return named
            text.seek(0)
            lines = list(islice(_lines(text), LOOKED_AT_LINES))
        except (csv.Error, UnicodeDecodeError):
            return DELIMITERS[0]
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[float, int]:
    try:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter) if cells]
    except csv.Error:
        return (0.0, 0)
    width, times = Counter(widths).most_common(1)[0] if widths else (0, 0)
    return (times / len(widths), width) if width > 1 else (0.0, 0)
