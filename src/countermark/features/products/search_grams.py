"""Grams of texts, and the places of a segment packed into bytes. Pure; arrays all the way, for a segment has a million.

A gram is three characters of a text as it stands there. One that begins with the last character of a value ends with
the line break after it, so every character of a value begins a gram: short needles are prefixes of grams. A character
twice stands for five of it in a row: of "99999999" one gram is all there is otherwise, and many texts have that.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from countermark.features.products.search_text import BREAK

SEGMENT_PRODUCTS: Final = 1 << 14
GRAM_LENGTH: Final = 3
MOST_GRAMS: Final = 6
"""Grams of a needle that are looked up; those between them would rule out little more."""

_BITMAP_BYTES: Final = SEGMENT_PRODUCTS // 8
_PLACE_BITS: Final = 14
_RUN_LENGTH: Final = 5
_RUN: Final = re.compile(rf"(.)\1{{{_RUN_LENGTH - 1}}}")
_PLACE: Final = np.dtype(">u2")

Places = NDArray[np.intp]
_Words = NDArray[np.uint64]


def grams_of_needle(needle: str) -> list[str]:
    """The grams that every text with ``needle`` (three characters or more) has; the first and the last among them."""
    grams = list(dict.fromkeys(needle[at : at + GRAM_LENGTH] for at in range(len(needle) - GRAM_LENGTH + 1)))
    if len(grams) > MOST_GRAMS:
        grams = [grams[round(step * (len(grams) - 1) / (MOST_GRAMS - 1))] for step in range(MOST_GRAMS)]
    run = _RUN.search(needle)
    return [*grams, run[1] * 2] if run else grams


def places_of_grams(texts: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Every gram of the texts of a segment with the packed places of the texts that have it."""
    characters = np.frombuffer("".join(texts).encode("utf-32-le"), "<u4")
    alphabet = np.flatnonzero(np.bincount(characters))
    letters = np.zeros(int(alphabet[-1]) + 1, np.uint64)
    letters[alphabet] = np.arange(1, len(alphabet) + 1, dtype=np.uint64)  # 0 stands for no character
    bits = len(alphabet).bit_length()
    owners = np.repeat(np.arange(len(texts), dtype=np.uint64), [len(text) for text in texts])
    codes, places = _sorted(*_grams(letters[characters], letters[ord(BREAK)], owners, bits), 3 * bits)
    if not len(codes):
        return
    starts = np.flatnonzero(np.append(True, codes[1:] != codes[:-1]))
    for code, own in zip(codes[starts].tolist(), np.split(places, starts[1:]), strict=True):
        numbers = (code >> 2 * bits, code >> bits & (1 << bits) - 1, code & (1 << bits) - 1)
        yield "".join(chr(alphabet[number - 1]) for number in numbers if number), pack(own.astype(np.intp))


def _grams(letters: _Words, line_break: np.uint64, owners: _Words, bits: int) -> tuple[_Words, _Words]:
    """The code and the owner's place of every gram: not those over a line break or the end of a text."""
    first, second = letters[:-1], letters[1:]
    third = np.append(letters[2:], line_break)
    third = np.where(second == line_break, 0, third)  # the last character of a value, and the break after it
    codes = (first << np.uint64(2 * bits)) | (second << np.uint64(bits)) | third.astype(np.uint64)
    wanted = (owners[:-1] == owners[1:]) & ~((first == line_break) & (second == line_break))
    count = max(len(letters) - _RUN_LENGTH + 1, 0)
    same = [letters[:count] == letters[step : step + count] for step in range(1, _RUN_LENGTH)]
    runs = np.flatnonzero(np.logical_and.reduce(same) & (letters[:count] != line_break))
    run_codes = (letters[runs] << np.uint64(2 * bits)) | letters[runs]
    return np.concatenate([codes[wanted], run_codes]), np.concatenate([owners[:-1][wanted], owners[runs]])


def _sorted(codes: _Words, places: _Words, bits: int) -> tuple[_Words, _Words]:
    """Both in the order of codes, then places, each pair once. As one number where both fit, which is faster."""
    if bits + _PLACE_BITS <= 64:
        pairs = np.sort((codes << np.uint64(_PLACE_BITS)) | places)
        codes, places = pairs >> np.uint64(_PLACE_BITS), pairs & np.uint64(SEGMENT_PRODUCTS - 1)
    else:
        order = np.lexsort((places, codes))
        codes, places = codes[order], places[order]
    is_new = np.ones(len(codes), np.bool_)
    is_new[1:] = (codes[1:] != codes[:-1]) | (places[1:] != places[:-1])
    return codes[is_new], places[is_new]


def pack(places: Places) -> bytes:
    """Places, ascending and distinct, as 2-byte numbers or as a bit each, whichever is shorter."""
    if 2 * len(places) < _BITMAP_BYTES:
        return places.astype(_PLACE).tobytes()
    return np.packbits(_mask(places)).tobytes()


def unpack(packed: bytes) -> NDArray[np.bool_]:
    """Which of the places of a segment are in it, shape (SEGMENT_PRODUCTS,)."""
    if len(packed) == _BITMAP_BYTES:
        return np.unpackbits(np.frombuffer(packed, np.uint8)).view(np.bool_)
    return _mask(np.frombuffer(packed, _PLACE).astype(np.intp))


def places_in_all(packed: Iterable[bytes]) -> Places:
    """The places that are in each, ascending."""
    return np.flatnonzero(np.logical_and.reduce([unpack(each) for each in packed]))


def places_in_any(packed: Iterable[bytes]) -> Places:
    """The places that are in one at least, ascending."""
    return np.flatnonzero(np.logical_or.reduce([unpack(each) for each in packed]))


def _mask(places: Places) -> NDArray[np.bool_]:
    mask = np.zeros(SEGMENT_PRODUCTS, np.bool_)
    mask[places] = True
    return mask
