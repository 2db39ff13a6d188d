"""Strings of bits, written and read from the most significant on, as an EPC is laid out on a tag."""

from dataclasses import dataclass
from typing import Final, Self

from countermark.gs1.epc.errors import EpcError

WORD_BITS: Final = 16
"""The EPC memory bank of a Gen2 tag is read and written in words (TDS 2.3, section 15)."""
_NIBBLE: Final = 4


@dataclass(frozen=True, slots=True)
class Bits:
    """`length` bits, as the number `value` that they are."""

    value: int
    length: int

    @classmethod
    def of_hex(cls, text: str) -> Self:
        """Four bits a digit, of either case. Raises EpcError for any other character."""
        for position, character in enumerate(text):
            if character not in "0123456789abcdefABCDEF":
                raise EpcError(f"{character!r} at character {position + 1} is not a hexadecimal digit", field="EPC")
        return cls(int(text, 16) if text else 0, len(text) * _NIBBLE)

    def padded(self, multiple: int) -> Self:
        """With zeros after them, up to a multiple of a number of bits."""
        missing = -self.length % multiple
        return type(self)(self.value << missing, self.length + missing)

    def hex(self) -> str:
        """Upper-case hexadecimal digits of the bits, padded to a whole digit."""
        whole = self.padded(_NIBBLE)
        return f"{whole.value:0{whole.length // _NIBBLE}X}" if whole.length else ""

    def __add__(self, following: "Bits") -> "Bits":
        return Bits(self.value << following.length | following.value, self.length + following.length)


def joined(*parts: tuple[int, int]) -> Bits:
    """The bits of (value, length) pairs, one after the other."""
    whole = Bits(0, 0)
    for value, length in parts:
        whole += Bits(value, length)
    return whole


class BitReader:
    """Takes fields off the front of a string of bits."""

    def __init__(self, bits: Bits) -> None:
        """Begin at bit 0."""
        self._bits = bits
        self.position = 0

    @property
    def left(self) -> int:
        """How many bits have not been read."""
        return self._bits.length - self.position

    @property
    def rest(self) -> int:
        """The bits that have not been read, as a number."""
        return self._bits.value & ((1 << self.left) - 1)

    def read(self, length: int, field: str) -> int:
        """The next bits as a number. Raises EpcError, naming the field, when there are not so many."""
        if length > self.left:
            raise EpcError(
                f"the EPC ends after {self._bits.length} bits, {length} are needed here", field=field, bit=self.position
            )
        self.position += length
        return self._bits.value >> self.left & ((1 << length) - 1)
