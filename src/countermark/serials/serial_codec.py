"""Serials of sixteen Crockford digits: a keyed permutation of the unit number, with 44 bits to check.

The first 4 digits are the block under FF1 (radix 32, length 4, empty tweak). The other 12 are FF1 (radix 32,
length 12) of the 16-bit index followed by 44 zero bits; the tweak is the block in 4 bytes, big-endian.
"""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from countermark.serials import crockford
from countermark.serials.ff1_parameters import Ff1Parameters
from countermark.serials.ff1_prepared import PreparedFf1
from countermark.serials.ff1_tweaked import TweakedFf1
from countermark.serials.ff1_vector import VectorFf1, Words
from countermark.serials.unit_numbers import INDEX_BITS, Numbers, checked_number, checked_numbers, chunks

Serials = NDArray[np.bytes_]

SERIAL_LENGTH: Final = 16
PREFIX_LENGTH: Final = 4
NO_NUMBER: Final = -1
_REMEMBERED_BLOCKS: Final = 1024

_BODY_LENGTH: Final = SERIAL_LENGTH - PREFIX_LENGTH
_BODY_BITS: Final = crockford.DIGIT_BITS * _BODY_LENGTH
_ZERO_BITS: Final = _BODY_BITS - INDEX_BITS
_BODY_MASK: Final = (1 << _BODY_BITS) - 1
_ZERO_MASK: Final = (1 << _ZERO_BITS) - 1
_INDEX_MASK: Final = (1 << INDEX_BITS) - 1
# Of the body as two halves of 30 bits, the left one is the index and 14 zeros, the right one is zeros.
_LEFT_ZERO_BITS: Final = _ZERO_BITS - _BODY_BITS // 2
_BLOCK_PARAMETERS: Final = Ff1Parameters(radix=32, length=PREFIX_LENGTH)
_BODY_PARAMETERS: Final = Ff1Parameters(radix=32, length=_BODY_LENGTH, tweak_bytes=4)


class SerialCodec:
    """Unit numbers to serials and back, for one key of 32 bytes; FF1 of NIST SP 800-38G, section 5.1."""

    def __init__(self, key: bytes) -> None:
        """Prepare both permutations."""
        self._blocks = TweakedFf1(PreparedFf1(key, _BLOCK_PARAMETERS))
        self._bodies = PreparedFf1(key, _BODY_PARAMETERS)
        # A brand's units lie in few blocks: a million in sixteen.
        self._block_of = lru_cache(_REMEMBERED_BLOCKS)(self._blocks.decrypt)
        self._body_of = lru_cache(_REMEMBERED_BLOCKS)(self._tweaked_body)
        self._vector_blocks = VectorFf1(key, _BLOCK_PARAMETERS)
        self._vector_bodies = VectorFf1(key, _BODY_PARAMETERS)

    def serial_of(self, number: int) -> str:
        """The serial of a unit number; raises UnitNumberOutOfRange."""
        block = checked_number(number) >> INDEX_BITS
        body = self._body_of(block).encrypt((number & _INDEX_MASK) << _ZERO_BITS)
        return crockford.text_of(self._blocks.encrypt(block) << _BODY_BITS | body, SERIAL_LENGTH)

    def number_of(self, serial: str) -> int | None:
        """The unit number of a serial; None for text that is no serial under this key."""
        if len(serial) != SERIAL_LENGTH or not crockford.are_digits(serial):
            return None
        value = crockford.value_of(serial)
        block = self._block_of(value >> _BODY_BITS)
        body = self._body_of(block).decrypt(value & _BODY_MASK)
        return None if body & _ZERO_MASK else block << INDEX_BITS | body >> _ZERO_BITS

    def block_of_prefix(self, prefix: str) -> int | None:
        """The block whose serials start as the prefix does; None when none can or it is under 4 digits."""
        if not PREFIX_LENGTH <= len(prefix) <= SERIAL_LENGTH or not crockford.are_digits(prefix):
            return None
        return self._block_of(crockford.value_of(prefix[:PREFIX_LENGTH]))

    def serials_of_numbers(self, numbers: Numbers) -> Serials:
        """The serials, shape (count,) of S16, of numbers, shape (count,); raises UnitNumberOutOfRange."""
        checked_numbers(numbers)
        text = np.empty((len(numbers), SERIAL_LENGTH), dtype=np.uint8)
        for part in chunks(len(numbers)):
            self._write(numbers[part].astype(np.uint64), text[part])
        return text.view(f"S{SERIAL_LENGTH}").reshape(len(numbers))

    def numbers_of(self, serials: Serials) -> Numbers:
        """The numbers, shape (count,), of serials, shape (count,) of S16; -1 where `number_of` says None.

        Raises ValueError for another dtype: a cast to S16 cuts longer text, which then might decode.
        """
        if serials.dtype != np.dtype(f"S{SERIAL_LENGTH}"):
            raise ValueError(f"serials must be of dtype S{SERIAL_LENGTH}, got {serials.dtype}")
        text = np.ascontiguousarray(serials).view(np.uint8).reshape(len(serials), SERIAL_LENGTH)
        numbers = np.empty(len(serials), dtype=np.int64)
        for part in chunks(len(serials)):
            numbers[part] = self._read(text[part])
        return numbers

    def _tweaked_body(self, block: int) -> TweakedFf1:
        return TweakedFf1(self._bodies, block)

    def _write(self, numbers: Words, text: NDArray[np.uint8]) -> None:
        block = numbers >> np.uint64(INDEX_BITS)
        distinct, places = _distinct(block)
        left, right = self._vector_blocks.encrypt(distinct >> np.uint64(10), distinct & np.uint64(1023))
        crockford.write_digits(((left << np.uint64(10)) | right)[places], text[:, :PREFIX_LENGTH])
        index = (numbers & np.uint64(_INDEX_MASK)) << np.uint64(_LEFT_ZERO_BITS)
        left, right = self._vector_bodies.encrypt(index, np.zeros_like(index), block)
        half = PREFIX_LENGTH + _BODY_LENGTH // 2
        crockford.write_digits(left, text[:, PREFIX_LENGTH:half])
        crockford.write_digits(right, text[:, half:])

    def _read(self, text: NDArray[np.uint8]) -> Numbers:
        digits = crockford.digits_of(text)
        canonical = (digits != crockford.NO_DIGIT).all(axis=1)
        digits &= 31
        parts = np.split(digits, (2, 4, 10), axis=1)
        high, low, left, right = (crockford.read_digits(part) for part in parts)
        high, low = self._vector_blocks.decrypt(high, low)
        block = (high << np.uint64(10)) | low
        left, right = self._vector_bodies.decrypt(left, right, block)
        zeros = (left & np.uint64((1 << _LEFT_ZERO_BITS) - 1)) | right
        numbers = (block << np.uint64(INDEX_BITS)) | (left >> np.uint64(_LEFT_ZERO_BITS))
        return np.where(canonical & (zeros == 0), numbers.astype(np.int64), NO_NUMBER)


def _distinct(blocks: Words) -> tuple[Words, NDArray[np.intp]]:
    """The distinct blocks and, for every element, which of them it is; a mint's range has one or two."""
    if len(blocks) and (blocks == blocks[0]).all():
        return blocks[:1], np.zeros(len(blocks), dtype=np.intp)
    distinct, places = np.unique(blocks, return_inverse=True)
    return distinct, places
