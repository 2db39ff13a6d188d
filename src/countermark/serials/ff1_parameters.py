"""The quantities FF1 derives once from radix, length and tweak length, and their limits.

They are apart from the ciphers because three implementations (the standard one, the prepared one for single
values and the one over arrays) have to agree on every one of them.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

ROUNDS: Final = 10
BLOCK_BYTES: Final = 16
MIN_RADIX: Final = 2
MAX_RADIX: Final = 1 << 16
MIN_DOMAIN: Final = 1_000_000
"""Least radix**length. SP 800-38G of 2016 allows 100; Revision 1 raised it after attacks on small domains."""
MAX_LENGTH: Final = (1 << 32) - 1
MAX_TWEAK_BYTES: Final = (1 << 32) - 1


@dataclass(frozen=True)
class Ff1Parameters:
    """What steps 1 to 5 of NIST SP 800-38G, Algorithms 7 and 8, derive for one shape of input.

    `length` counts numerals of base `radix`; `tweak_bytes` counts bytes. Raises ValueError for a radix
    outside 2 .. 2**16, a tweak of 2**32 bytes or more, and a domain (radix**length) below one million.
    """

    radix: int
    length: int
    tweak_bytes: int = 0

    def __post_init__(self) -> None:
        """Refuse what the standard does not allow."""
        if not MIN_RADIX <= self.radix <= MAX_RADIX:
            raise ValueError(f"radix must be {MIN_RADIX} to {MAX_RADIX}, got {self.radix}")
        if not 0 <= self.tweak_bytes <= MAX_TWEAK_BYTES:
            raise ValueError(f"a tweak has 0 to {MAX_TWEAK_BYTES} bytes, got {self.tweak_bytes}")
        if not 2 <= self.length <= MAX_LENGTH:
            raise ValueError(f"length must be 2 to {MAX_LENGTH} numerals, got {self.length}")
        if self.length < MIN_DOMAIN.bit_length() and self.radix**self.length < MIN_DOMAIN:
            values = f"{self.length} numerals of radix {self.radix} have fewer than {MIN_DOMAIN} values"
            raise ValueError(f"{values}: use more numerals")

    @cached_property
    def left_length(self) -> int:
        """`u`: the numerals in the left half, the shorter one when the length is odd."""
        return self.length // 2

    @cached_property
    def right_length(self) -> int:
        """`v`: the numerals in the right half."""
        return self.length - self.left_length

    @cached_property
    def left_modulus(self) -> int:
        """`radix**u`: the number of values of the left half."""
        return int(self.radix**self.left_length)

    @cached_property
    def right_modulus(self) -> int:
        """`radix**v`: the number of values of the right half."""
        return int(self.radix**self.right_length)

    @cached_property
    def half_bytes(self) -> int:
        """`b`: the bytes that hold the right half; in integers, so that no logarithm is rounded."""
        return ((self.right_modulus - 1).bit_length() + 7) // 8

    @cached_property
    def round_bytes(self) -> int:
        """`d`: the bytes of the round function's output that are used."""
        return 4 * ((self.half_bytes + 3) // 4) + 4

    @cached_property
    def first_block(self) -> bytes:
        """`P`: the 16 bytes the round function starts from, the same for every value of this shape."""
        return (
            b"\x01\x02\x01"
            + self.radix.to_bytes(3, "big")
            + bytes((ROUNDS, self.left_length % 256))
            + self.length.to_bytes(4, "big")
            + self.tweak_bytes.to_bytes(4, "big")
        )

    @cached_property
    def padding_bytes(self) -> int:
        """The zero bytes between tweak and round number in `Q`."""
        return (-self.tweak_bytes - self.half_bytes - 1) % BLOCK_BYTES

    @cached_property
    def fits_one_block(self) -> bool:
        """Whether `Q` is one block and so is the output used: then a round is a single call of AES."""
        return self.tweak_bytes + self.half_bytes + 1 <= BLOCK_BYTES and self.round_bytes <= BLOCK_BYTES
