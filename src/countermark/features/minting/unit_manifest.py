"""The full manifest of a mint batch as CSV: one row a unit, in the order of their numbers.

Rows are computed, not read: a stretch of rows is one array of bytes, because within a lot all rows have the same
width. So a million take about a second and the memory of one stretch, whatever the quantity.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from countermark.features.minting.carrier_paths import lot_path, unit_path
from countermark.features.minting.serial_style import SerialStyle
from countermark.features.minting.unit_serials import Serials
from countermark.serials import UnitCodec

HEADER: Final = b"unit_id,serial,lot,gs1_path,url\r\n"
ROWS_AT_ONCE: Final = 1 << 16
# Stand where a row's own id and serial go. No unit is ever called so: this is the UUID of all ones.
_ID: Final = UUID(int=(1 << 128) - 1)
_MARKS: Final = {SerialStyle.ALPHANUMERIC: "Z" * 16, SerialStyle.NUMERIC: "Z" * 12}
_HEX_PAIRS: Final = np.frombuffer(bytes(range(256)).hex().encode(), np.uint8).reshape(256, 2)
_HYPHENS: Final = (8, 13, 18, 23)
_DIGITS: Final = [place for place in range(36) if place not in _HYPHENS]


def manifest_rows(
    batch: Mapping[str, Any],
    lots: Sequence[Mapping[str, Any]],
    codec: UnitCodec,
    origin: str,
    own_serials: Serials | None = None,
) -> Iterator[tuple[int, bytes]]:
    """Stretches of rows, each with the count of its units. ``origin`` is the brand's, like ``https://demo.example``.

    ``batch`` and ``lots`` are rows as ``read_mint_batch`` and ``read_lots`` give them; ``own_serials`` are those of
    all units, where they have such.
    """
    if own_serials is not None:
        yield from _rows_of_own(batch, codec, origin, own_serials)
        return
    mark = ""
    if batch["identity_mode"] == "serial":
        mark = _MARKS[SerialStyle(batch.get("serial_style", SerialStyle.ALPHANUMERIC))]
        path = unit_path(batch["gtin"], mark, _ID)
        ranges = [(batch["first_unit_number"], batch["quantity"], _row(mark, "", path, origin))]
    else:
        ranges = [
            (
                lot["first_unit_number"],
                lot["quantity"],
                _row("", lot["lot_code"], lot_path(batch["gtin"], lot["lot_code"], lot["lot_id"]), origin),
            )
            for lot in lots
        ]
    for first, quantity, row in ranges:
        for done in range(0, quantity, ROWS_AT_ONCE):
            count = min(ROWS_AT_ONCE, quantity - done)
            yield count, _stretch(codec, range(first + done, first + done + count), row, mark)


def _rows_of_own(
    batch: Mapping[str, Any], codec: UnitCodec, origin: str, serials: Serials
) -> Iterator[tuple[int, bytes]]:
    """Own serials are of any length, and need escaping, so their rows are written one by one."""
    for done in range(0, len(serials), ROWS_AT_ONCE):
        some = serials[done : done + ROWS_AT_ONCE].tolist()
        ids = codec.unit_ids_of(batch["first_unit_number"] + done, len(some))
        rows = []
        for unit_id, serial in zip(ids, some, strict=True):
            uuid = UUID(bytes=unit_id.tobytes())
            rows.append(_row(serial.decode(), "", unit_path(batch["gtin"], serial.decode(), uuid), origin, uuid))
        yield len(some), b"".join(rows)


def _row(serial: str, lot: str, path: str, origin: str, unit_id: UUID = _ID) -> bytes:
    cells = (str(unit_id), serial, lot, path, origin + path)
    return (",".join(_cell(text) for text in cells) + "\r\n").encode()


def _cell(text: str) -> str:
    """RFC 4180, section 2: quoted when it has to be."""
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set(',"\r\n') else text


def _stretch(codec: UnitCodec, numbers: range, row: bytes, mark: str) -> bytes:
    first, count = numbers.start, len(numbers)
    rows = np.tile(np.frombuffer(row, np.uint8), (count, 1))
    _fill(rows, row, str(_ID).encode(), _uuid_texts(codec.unit_ids_of(first, count)))
    if mark:
        numeric = mark == _MARKS[SerialStyle.NUMERIC]
        serials = codec.numeric_serials_of(first, count) if numeric else codec.serials_of(first, count)
        _fill(rows, row, mark.encode(), serials.view(np.uint8).reshape(count, len(mark)))
    return rows.tobytes()


def _fill(rows: NDArray[np.uint8], row: bytes, mark: bytes, texts: NDArray[np.uint8]) -> None:
    place = row.find(mark)
    while place >= 0:
        rows[:, place : place + len(mark)] = texts
        place = row.find(mark, place + len(mark))


def _uuid_texts(uuids: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The canonical texts, shape (count, 36), of UUIDs given as bytes, shape (count, 16)."""
    texts = np.full((len(uuids), 36), ord("-"), np.uint8)
    texts[:, _DIGITS] = _HEX_PAIRS[uuids].reshape(len(uuids), 32)
    return texts
