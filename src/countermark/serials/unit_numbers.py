"""Unit numbers: what a brand's counter hands out, and how a number splits into block and index.

A number is 36 bits: 20 of block, 16 of index. Everything here is about numbers alone, with no key.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

INDEX_BITS: Final = 16
BLOCK_BITS: Final = 20
NUMBER_BITS: Final = BLOCK_BITS + INDEX_BITS
UNIT_NUMBER_LIMIT: Final = 1 << NUMBER_BITS
"""One more than the last unit number: 68,719,476,736 units a brand."""
SANDBOX_NUMBERS_FROM: Final = 15 << 32
"""Units of sandbox mints are numbered from here on, live ones below: 64,424,509,440 of the one, 2**32 of the other."""
BLOCK_LIMIT: Final = 1 << BLOCK_BITS

_CHUNK: Final = 1 << 14


class UnitNumberOutOfRange(ValueError):
    """A unit number, or a range of them, is not within 0 .. 2**36 - 1."""

    def __init__(self, first: int, last: int) -> None:
        """Name the offending number or, when they differ, the first and last of the range."""
        numbers = f"unit number {first} is" if first == last else f"unit numbers {first} to {last} are"
        super().__init__(f"{numbers} not within 0 to {UNIT_NUMBER_LIMIT - 1}")


def checked_number(number: int) -> int:
    """Return the number; raise UnitNumberOutOfRange when it is none of a unit."""
    if not 0 <= number < UNIT_NUMBER_LIMIT:
        raise UnitNumberOutOfRange(number, number)
    return number


def checked_numbers(numbers: Numbers) -> Numbers:
    """Return the numbers, shape (count,); raise UnitNumberOutOfRange when any is none of a unit."""
    if numbers.size:
        first, last = int(numbers.min()), int(numbers.max())
        if first < 0 or last >= UNIT_NUMBER_LIMIT:
            raise UnitNumberOutOfRange(first, last)
    return numbers


def number_range(first: int, count: int) -> Numbers:
    """The numbers first .. first + count - 1, shape (count,).

    Raises UnitNumberOutOfRange when any is none of a unit and ValueError for a negative count.
    """
    if count < 0:
        raise ValueError(f"count must not be negative, got {count}")
    if first < 0 or first + count > UNIT_NUMBER_LIMIT:
        raise UnitNumberOutOfRange(first, first + max(count, 1) - 1)
    return np.arange(first, first + count, dtype=np.int64)


def numbers_in_block(block: int) -> range:
    """The 65,536 unit numbers of a block (0 .. 2**20 - 1); UnitNumberOutOfRange for any other block."""
    numbers = range(block << INDEX_BITS, (block + 1) << INDEX_BITS)
    if not 0 <= block < BLOCK_LIMIT:
        raise UnitNumberOutOfRange(numbers.start, numbers.stop - 1)
    return numbers


def chunks(count: int) -> Iterator[slice]:
    """Slices that cover 0 .. count - 1, each small enough that its arrays stay in the processor's cache."""
    for start in range(0, count, _CHUNK):
        yield slice(start, min(start + _CHUNK, count))
