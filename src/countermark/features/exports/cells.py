"""Cells of many rows at once: the same text in all, texts of one width as an array of bytes, or any texts.

What is computed from unit numbers has one width, so a stretch of rows is an array, and a million rows are a second's
work. Only a brand's own serials need the slow form.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Cells = str | Bytes | list[str]
"""One text for all rows; ASCII texts of one width, shape (count, width); or a text for each row."""

_HEX_PAIRS: Final = np.frombuffer(bytes(range(256)).hex().encode(), np.uint8).reshape(256, 2)
_UPPER_PAIRS: Final = np.frombuffer(bytes(range(256)).hex().upper().encode(), np.uint8).reshape(256, 2)
_HYPHENS: Final = (8, 13, 18, 23)
_DIGITS: Final = [place for place in range(36) if place not in _HYPHENS]


def joined(count: int, parts: Sequence[Cells]) -> Cells:
    """Each row's parts put together."""
    if all(isinstance(part, str) for part in parts):
        return "".join(part for part in parts if isinstance(part, str))
    if any(isinstance(part, list) for part in parts) or not all(
        part.isascii() for part in parts if isinstance(part, str)
    ):
        return ["".join(row) for row in zip(*(texts_of(part, count) for part in parts), strict=True)]
    return filled(
        count, [part.encode() if isinstance(part, str) else part for part in parts if not isinstance(part, list)]
    )


def filled(count: int, parts: Sequence[bytes | Bytes]) -> Bytes:
    """Rows of bytes out of constant bytes and columns, shape (count, the sum of their widths)."""
    widths = [len(part) if isinstance(part, bytes) else part.shape[1] for part in parts]
    rows = np.empty((count, sum(widths)), np.uint8)
    start = 0
    for part, width in zip(parts, widths, strict=True):
        rows[:, start : start + width] = np.frombuffer(part, np.uint8) if isinstance(part, bytes) else part
        start += width
    return rows


def texts_of(cells: Cells, count: int) -> list[str]:
    """A text for each row."""
    if isinstance(cells, str):
        return [cells] * count
    if isinstance(cells, list):
        return cells
    if cells.shape[1] == 0:
        return [""] * count
    whole = cells.tobytes().decode("ascii")
    width = cells.shape[1]
    return [whole[start : start + width] for start in range(0, count * width, width)]


def uuid_texts(uuids: Bytes) -> Bytes:
    """The canonical texts, shape (count, 36), of UUIDs given as bytes, shape (count, 16)."""
    texts = np.full((len(uuids), 36), ord("-"), np.uint8)
    texts[:, _DIGITS] = _HEX_PAIRS[uuids].reshape(len(uuids), 32)
    return texts


def hex_of(cells: Cells) -> Cells:
    """The bytes of each text in upper-case hexadecimal."""
    if isinstance(cells, str):
        return cells.encode().hex().upper()
    if isinstance(cells, list):
        return [text.encode().hex().upper() for text in cells]
    return _UPPER_PAIRS[cells].reshape(len(cells), -1)


def decimal_texts(first: int, count: int, width: int) -> Bytes:
    """The numbers from ``first`` on, with leading zeros, shape (count, width)."""
    values = np.arange(first, first + count, dtype=np.int64)
    texts = np.empty((count, width), np.uint8)
    for place in reversed(range(width)):
        values, digits = np.divmod(values, 10)
        texts[:, place] = digits + ord("0")
    return texts
