"""Which encoding a text file is in. UTF-8 proves itself; everything else is told by its mark, its NULs, or a guess."""

import codecs
from typing import BinaryIO, Final

from charset_normalizer import from_bytes

from countermark.features.imports.reading.table import UnreadableFile

BLOCK_BYTES: Final = 1 << 20
GUESSED_FROM_BYTES: Final = 1 << 16
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LEGACY: Final = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman", "shift_jis", "gb18030", "big5", "euc_kr",
]  # fmt: skip
"""Guessed among these; in doubt the first, which spreadsheets of western Europe write."""
DOUBT: Final = 0.1
"""How much more readable than the first another guess has to look."""


def checked_encoding(name: str) -> str:
    """The name Python knows an encoding by.

    Raises:
        UnreadableFile: it knows none of that name.
    """
    try:
        b" ".decode(name, "ignore")  # refuses codecs that do not make text
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        raise UnreadableFile("UNKNOWN_ENCODING", f"{name[:40]!r} is no known text encoding") from None


def encoding_of(file: BinaryIO) -> str:
    """The encoding of a whole file, read in blocks; the file's position is moved."""
    file.seek(0)
    start = file.read(GUESSED_FROM_BYTES)
    for mark, name in MARKS:
        if start.startswith(mark):
            return name
    if wide := _utf_16_without_mark(start):
        return wide
    broken = _first_place_that_is_not_utf_8(file)
    if broken is None:
        return "utf-8"
    file.seek(max(0, broken - GUESSED_FROM_BYTES // 2))
    return _guess(start[: GUESSED_FROM_BYTES // 2] + file.read(GUESSED_FROM_BYTES // 2))


def _utf_16_without_mark(start: bytes) -> str | None:
    """Latin text in UTF-16 has a NUL in every other byte."""
    for name, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        every_other = start[offset::2]
        if len(start) >= 4 and every_other.count(0) > 0.8 * len(every_other):
            return name
    return None


def _first_place_that_is_not_utf_8(file: BinaryIO) -> int | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    place = 0
    while block := file.read(BLOCK_BYTES):
        try:
            decoder.decode(block)
        except UnicodeDecodeError as error:
            return place + error.start
        place += len(block)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return place
    return None


def _guess(sample: bytes) -> str:
    matches = from_bytes(sample, cp_isolation=LEGACY)
    first = next((match for match in matches if match.encoding == LEGACY[0]), None)
    best = matches.best()
    if best is None or (first is not None and first.chaos <= best.chaos + DOUBT):
        return LEGACY[0]
    return best.encoding
