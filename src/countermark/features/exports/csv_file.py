"""CSV as a profile wants it (RFC 4180 where it leaves that open), and the same compressed."""

import codecs
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from countermark.features.exports.cells import Bytes, Cells, filled, texts_of
from countermark.features.exports.definition import ProfileDefinition
from countermark.kit.spreadsheet_cells import safe_cell

_QUOTE: Final = '"'
_FORMULA_STARTS: Final = np.frombuffer(b"=+-@\t\r\n'", np.uint8)
_LINE_ENDINGS: Final = {"crlf": "\r\n", "lf": "\n"}
# RFC 1952: deflate, no flags, no time, no extra flags, system unknown, so that the same rows give the same bytes.
_GZIP_HEAD: Final = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
_GZIP_LEVEL: Final = 5


class CsvFile:
    """A CSV file, row after row."""

    def __init__(self, definition: ProfileDefinition) -> None:
        self._definition = definition
        self._end_of_line = _LINE_ENDINGS[definition.line_ending]
        self._special = np.frombuffer((definition.delimiter + '"\r\n').encode(), np.uint8)
        self._has_begun = False

    def add(self, columns: Sequence[Cells], count: int) -> bytes:
        """The rows; before the first of them the byte order mark and the heading, as far as they are wanted."""
        return self._beginning() + self._encoded(self._rows(columns, count))

    def end(self) -> Iterator[bytes]:
        """Nothing more."""
        yield self._beginning()

    def discard(self) -> None:
        """Nothing is held."""

    def _beginning(self) -> bytes:
        if self._has_begun:
            return b""
        self._has_begun = True
        mark = {"utf-8": b"", "utf-8-bom": codecs.BOM_UTF8, "utf-16": codecs.BOM_UTF16_LE}[self._definition.encoding]
        if not self._definition.header:
            return mark
        headers = [self._cell(column.header) for column in self._definition.columns]
        return mark + self._encoded((self._definition.delimiter.join(headers) + self._end_of_line).encode())

    def _rows(self, columns: Sequence[Cells], count: int) -> bytes:
        cells = [self._cells(column) for column in columns]
        if any(isinstance(column, list) for column in cells):
            rows = zip(*(texts_of(column, count) for column in cells), strict=True)
            return "".join(self._definition.delimiter.join(row) + self._end_of_line for row in rows).encode()
        parts: list[bytes | Bytes] = []
        between = ""
        for column in cells:
            parts.append(between.encode())
            parts.append(column.encode() if isinstance(column, str) else np.asarray(column))
            between = self._definition.delimiter
        parts.append(self._end_of_line.encode())
        return filled(count, _merged(parts)).tobytes()

    def _cells(self, column: Cells) -> Cells:
        if isinstance(column, str):
            return self._cell(column)
        if isinstance(column, list):
            return [self._cell(text) for text in column]
        if self._must_be_looked_at(column):
            return [self._cell(text) for text in texts_of(column, len(column))]
        if self._definition.quoting == "all":
            return filled(len(column), [b'"', column, b'"'])
        return column

    def _must_be_looked_at(self, column: Bytes) -> bool:
        """Whether a text among many of one width may need quoting or guarding."""
        if column.shape[1] and self._definition.formula_guard and np.isin(column[:, 0], _FORMULA_STARTS).any():
            return True
        return any(bool((column == special).any()) for special in self._special)

    def _cell(self, text: str) -> str:
        if self._definition.formula_guard:
            text = safe_cell(text)
        special = (self._definition.delimiter, _QUOTE, "\r", "\n")
        if self._definition.quoting == "all" or any(each in text for each in special):
            return f'"{text.replace(_QUOTE, _QUOTE * 2)}"'
        return text

    def _encoded(self, rows: bytes) -> bytes:
        return rows.decode().encode("utf-16-le") if self._definition.encoding == "utf-16" else rows


def _merged(parts: Sequence[bytes | Bytes]) -> list[bytes | Bytes]:
    """With constant parts that stand together as one: fewer strided writes."""
    merged: list[bytes | Bytes] = []
    for part in parts:
        last = merged[-1] if merged else None
        if isinstance(part, bytes) and isinstance(last, bytes):
            merged[-1] = last + part
        else:
            merged.append(part)
    return merged


class GzippedFile:
    """Another file, compressed as it comes."""

    def __init__(self, file: CsvFile) -> None:
        self._file = file
        self._compressor = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._checksum = 0
        self._size_bytes = 0
        self._head = _GZIP_HEAD

    def add(self, columns: Sequence[Cells], count: int) -> bytes:
        """What is compressed by now."""
        return self._compressed(self._file.add(columns, count))

    def end(self) -> Iterator[bytes]:
        """The rest, with the checksum and the size of RFC 1952."""
        for content in self._file.end():
            yield self._compressed(content)
        trailer = self._checksum.to_bytes(4, "little") + (self._size_bytes % 2**32).to_bytes(4, "little")
        yield self._compressor.flush() + trailer

    def discard(self) -> None:
        """Nothing is held."""

    def _compressed(self, content: bytes) -> bytes:
        head, self._head = self._head, b""
        self._checksum = zlib.crc32(content, self._checksum)
        self._size_bytes += len(content)
        return head + self._compressor.compress(content)
