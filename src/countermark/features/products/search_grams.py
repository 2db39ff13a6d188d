"""Grams of texts, and the places of a segment packed into bytes. Pure; arrays all the way, for a segment has a million.

A gram is three characters of a text as it stands there. One that begins with the last character of a value ends with
the line break after it, so every character of a value begins a gram: short needles are prefixes of grams.
"""

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
_CHARACTER_BITS: Final = 21  # Unicode ends at U+10FFFF
_BREAK: Final = np.uint64(ord(BREAK))
_PLACE: Final = np.dtype(">u2")

Places = NDArray[np.intp]


def grams_of_needle(needle: str) -> list[str]:
    """The grams that every text with ``needle`` (three characters or more) has; the first and the last among them."""
    grams = list(dict.fromkeys(needle[at : at + GRAM_LENGTH] for at in range(len(needle) - GRAM_LENGTH + 1)))
    if len(grams) <= MOST_GRAMS:
        return grams
    return [grams[round(step * (len(grams) - 1) / (MOST_GRAMS - 1))] for step in range(MOST_GRAMS)]


def places_of_grams(texts: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Every gram of the texts of a segment with the packed places of the texts that have it."""
    lengths = np.array([len(text) for text in texts])
    characters = np.frombuffer("".join(texts).encode("utf-32-le"), "<u4").astype(np.uint64)
    grams, places = _grams(characters, np.repeat(np.arange(len(texts), dtype=np.uint64), lengths))
    distinct, gram_numbers = np.unique(grams, return_inverse=True)
    pairs = np.unique((gram_numbers.astype(np.uint64) << np.uint64(14)) | places)
    places = pairs & np.uint64(SEGMENT_PRODUCTS - 1)
    starts = np.searchsorted(pairs >> np.uint64(14), np.arange(len(distinct), dtype=np.uint64))
    for gram, own in zip(distinct.tolist(), np.split(places, starts[1:]), strict=True):
        yield _text_of(gram), pack(own.astype(np.intp))


def _grams(characters: NDArray[np.uint64], places: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The code and the place of every gram: not those over a line break or the end of a text."""
    first, second = characters[:-1], characters[1:]
    third = np.append(characters[2:], _BREAK)
    third = np.where(second == _BREAK, 0, third)  # the last character of a value, and the break after it
    codes = (first << np.uint64(2 * _CHARACTER_BITS)) | (second << np.uint64(_CHARACTER_BITS)) | third
    wanted = (places[:-1] == places[1:]) & ~((first == _BREAK) & (second == _BREAK))
    return codes[wanted], places[:-1][wanted]


def _text_of(code: int) -> str:
    mask = (1 << _CHARACTER_BITS) - 1
    return "".join(chr(part) for part in (code >> 42, code >> 21 & mask, code & mask) if part)


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
