"""Unit numbers by the beginning of their serials, computed: no unit has a row to be searched."""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from countermark.serials import UnitCodec
from countermark.serials.numeric_codec import SHORTEST_PREFIX as SHORTEST_NUMERIC_PREFIX
from countermark.serials.unit_numbers import Numbers

SHORTEST_PREFIX: Final = 4
"""The first 4 characters of a generated serial tell its block of 65,536 numbers."""
REMEMBERED: Final = 8  # a megabyte each: whoever types on, or turns the page, asks for the same again
_NONE: Final = np.empty(0, dtype=np.int64)

__all__ = ["SHORTEST_NUMERIC_PREFIX", "SHORTEST_PREFIX", "numbers_by_numeric_prefix", "numbers_by_prefix"]


def numbers_by_prefix(codec: UnitCodec, prefix: str, within: range) -> Numbers:
    """The numbers in ``within``, ascending, whose alphanumeric serials begin with ``prefix``, 4 characters or more."""
    block = codec.block_of_prefix(prefix)
    if block is None:
        return _NONE
    numbers = codec.numbers_in_block(block)
    both = range(max(numbers.start, within.start), min(numbers.stop, within.stop))
    if not both:
        return _NONE
    found = np.arange(both.start, both.stop, dtype=np.int64)
    if len(prefix) == SHORTEST_PREFIX:
        return found
    serials = _serials_of_block(codec, block)[both.start - numbers.start : both.stop - numbers.start]
    return found[np.strings.startswith(serials, prefix.encode())]


def numbers_by_numeric_prefix(codec: UnitCodec, prefix: str, within: range) -> Numbers:
    """The numbers in ``within``, ascending, whose numeric serials begin with ``prefix``, of 7 digits or more."""
    numbers = _numbers_of_numeric_prefix(codec, prefix)
    return numbers[np.searchsorted(numbers, within.start) : np.searchsorted(numbers, within.stop)]


@lru_cache(REMEMBERED)
def _serials_of_block(codec: UnitCodec, block: int) -> NDArray[np.bytes_]:
    numbers = codec.numbers_in_block(block)
    return codec.serials_of(numbers.start, len(numbers))


@lru_cache(REMEMBERED)
def _numbers_of_numeric_prefix(codec: UnitCodec, prefix: str) -> Numbers:
    return codec.numbers_of_numeric_prefix(prefix)
