"""Numeric serials: twelve decimal digits below 2**38, for GS1 SGTIN-96, whose serial is a 38-bit integer.

SGTIN-96 cannot hold leading zeros, so the text must not start with one or `012` and `12` were the same tag.
A serial is the digit 1 and eleven digits of FF1 (radix 10, length 11, empty tweak): always 12 digits, always
below 2 * 10**11 < 2**38. Eleven digits hold 10**11 values, so all 2**36 unit numbers have a numeric serial.

The redundancy is what is left over, log2(10**11 / 2**36) = 0.54 bits: of texts of this form 69 % decode to
some unit number. A guess hits an issued one with the odds of units issued to 10**11. Whoever reads a numeric
serial has to look whether its number was issued; where guessing matters, mint the 16-character style.
"""

import re
from typing import Final

import numpy as np

from countermark.serials.ff1_parameters import Ff1Parameters
from countermark.serials.ff1_prepared import PreparedFf1
from countermark.serials.ff1_vector import VectorFf1
from countermark.serials.serial_codec import NO_NUMBER, Serials
from countermark.serials.unit_numbers import (
    UNIT_NUMBER_LIMIT,
    Numbers,
    checked_number,
    checked_numbers,
    chunks,
)

NUMERIC_LENGTH: Final = 12
SHORTEST_PREFIX: Final = 7

_DIGITS: Final = 11
_LEADING_ONE: Final = 10**_DIGITS
_FORM: Final = re.compile("1[0-9]{11}")
_PARAMETERS: Final = Ff1Parameters(radix=10, length=_DIGITS)
_ZERO: Final = ord("0")


class NumericCodec:
    """Unit numbers to numeric serials and back, for one key of 32 bytes; FF1 (NIST SP 800-38G, 5.1)."""

    def __init__(self, key: bytes) -> None:
        """Prepare the permutation of eleven decimal digits."""
        self._scalar = PreparedFf1(key, _PARAMETERS)
        self._vector = VectorFf1(key, _PARAMETERS)

    def numeric_serial_of(self, number: int) -> str:
        """The numeric serial of a unit number; raises UnitNumberOutOfRange."""
        return str(_LEADING_ONE + self._scalar.encrypt(checked_number(number)))

    def number_of_numeric_serial(self, text: str) -> int | None:
        """The unit number of a numeric serial; None for any other text. Most well-formed texts decode."""
        if _FORM.fullmatch(text) is None:
            return None
        number = self._scalar.decrypt(int(text) - _LEADING_ONE)
        return number if number < UNIT_NUMBER_LIMIT else None

    def numbers_of(self, serials: Serials) -> Numbers:
        """The numbers, shape (count,), of texts, shape (count,) of S12, all of digits with a 1 in front; -1 for None.

        Raises ValueError for another dtype: a cast to S12 cuts longer text, which then might decode.
        """
        if serials.dtype != np.dtype(f"S{NUMERIC_LENGTH}"):
            raise ValueError(f"serials must be of dtype S{NUMERIC_LENGTH}, got {serials.dtype}")
        left, right = np.divmod(
            serials.astype(np.uint64) - np.uint64(_LEADING_ONE), np.uint64(_PARAMETERS.right_modulus)
        )
        left, right = self._vector.decrypt(left, right)
        numbers = (left * np.uint64(_PARAMETERS.right_modulus) + right).astype(np.int64)
        return np.where(numbers < UNIT_NUMBER_LIMIT, numbers, NO_NUMBER)

    def numbers_of_prefix(self, prefix: str) -> Numbers:
        """The unit numbers, ascending, whose serials start as the prefix does; none when no serial can.

        Every serial with the prefix is decoded: of 7 to 12 digits there are 100,000 at most. Raises ValueError for
        a shorter one.
        """
        if len(prefix) < SHORTEST_PREFIX:
            raise ValueError(f"a prefix needs {SHORTEST_PREFIX} digits or more")
        if len(prefix) > NUMERIC_LENGTH or _FORM.fullmatch(prefix.ljust(NUMERIC_LENGTH, "0")) is None:
            return np.empty(0, dtype=np.int64)
        free = NUMERIC_LENGTH - len(prefix)
        start = int(prefix) * 10**free - _LEADING_ONE
        values = np.arange(start, start + 10**free, dtype=np.uint64)
        left, right = np.divmod(values, np.uint64(_PARAMETERS.right_modulus))
        left, right = self._vector.decrypt(left, right)
        numbers = (left * np.uint64(_PARAMETERS.right_modulus) + right).astype(np.int64)
        return np.sort(numbers[numbers < UNIT_NUMBER_LIMIT])

    def numeric_serials_of_numbers(self, numbers: Numbers) -> Serials:
        """The serials, shape (count,) of S12, of numbers, shape (count,); raises UnitNumberOutOfRange."""
        checked_numbers(numbers)
        text = np.empty((len(numbers), NUMERIC_LENGTH), dtype=np.uint8)
        for part in chunks(len(numbers)):
            left, right = np.divmod(numbers[part].astype(np.uint64), np.uint64(_PARAMETERS.right_modulus))
            left, right = self._vector.encrypt(left, right)
            values = left * np.uint64(_PARAMETERS.right_modulus) + right + np.uint64(_LEADING_ONE)
            for position in reversed(range(NUMERIC_LENGTH)):
                values, digits = np.divmod(values, np.uint64(10))
                text[part, position] = digits + np.uint64(_ZERO)
        return text.view(f"S{NUMERIC_LENGTH}").reshape(len(numbers))
