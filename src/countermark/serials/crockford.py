"""Crockford's base32 digits: the alphabet of serials, without I, L, O and U, which are misread.

Only the canonical upper-case digits are read: GS1 serials are case-sensitive, so a forgiving reader would
give one unit several serials.
"""

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DIGIT_BITS: Final = 5
NO_DIGIT: Final = 255

_PYTHON_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
_TO_PYTHON: Final = str.maketrans(ALPHABET, _PYTHON_ALPHABET)
_PAIRS: Final = tuple(high + low for high in ALPHABET for low in ALPHABET)
_DIGITS: Final = re.compile(f"[{ALPHABET}]+")
_TEXT_OF_DIGIT: Final = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
_DIGIT_OF_TEXT: Final = np.full(256, NO_DIGIT, dtype=np.uint8)
_DIGIT_OF_TEXT[_TEXT_OF_DIGIT] = np.arange(len(ALPHABET), dtype=np.uint8)


def are_digits(text: str) -> bool:
    """Whether the text is one or more canonical digits and nothing else."""
    return _DIGITS.fullmatch(text) is not None


def text_of(value: int, length: int) -> str:
    """Write a value (0 .. 32**length - 1, unchecked) in `length` digits; `length` is even."""
    shifts = range(DIGIT_BITS * (length - 2), -1, -2 * DIGIT_BITS)
    return "".join([_PAIRS[value >> shift & 1023] for shift in shifts])


def value_of(text: str) -> int:
    """Read text that `are_digits`; undefined for any other text."""
    return int(text.translate(_TO_PYTHON), 32)


def write_digits(values: NDArray[np.uint64], text: NDArray[np.uint8]) -> None:
    """Write values of shape (count,) into `text`, shape (count, length), one ASCII code a digit."""
    last = text.shape[1] - 1
    for position in range(last + 1):
        digits = (values >> np.uint64(DIGIT_BITS * (last - position))) & np.uint64(31)
        text[:, position] = _TEXT_OF_DIGIT[digits]


def digits_of(text: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The digit of every ASCII code, in the same shape; NO_DIGIT where there is none."""
    return _DIGIT_OF_TEXT[text]


def read_digits(digits: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """The values, shape (count,), of digits of shape (count, length); `length` is at most 12."""
    values = np.zeros(len(digits), dtype=np.uint64)
    for position in range(digits.shape[1]):
        values = (values << np.uint64(DIGIT_BITS)) | digits[:, position]
    return values
