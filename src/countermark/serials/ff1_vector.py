"""FF1 over numpy arrays: ten AES passes over a whole array instead of ten calls for every value.

A mint of a million units is encoded here. ECB over an array of blocks is exactly one independent AES call a
block, so one encryptor serves the ten passes.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from cryptography.hazmat.primitives.ciphers import CipherContext
from numpy.typing import NDArray

from countermark.serials.aes_blocks import aes_blocks
from countermark.serials.ff1_parameters import BLOCK_BYTES, ROUNDS, Ff1Parameters

Words = NDArray[np.uint64]

MAX_TWEAK_BYTES: Final = 7
MAX_HALF_BITS: Final = 62


class VectorFf1:
    """FF1 (NIST SP 800-38G, section 5.1) over arrays, for one key and one shape, with a tweak per element.

    Values come and go as two uint64 arrays of shape (count,): the left half, 0 .. radix**(length // 2) - 1,
    and the right half, 0 .. radix**(length - length // 2) - 1; neither is checked. The tweak is its bytes
    read big-endian, one int for all or a uint64 array of shape (count,).

    Raises ValueError for a shape that does not fit machine words: a tweak over 7 bytes, a half over 62 bits,
    or more than 64 bits of round output to be reduced by a radix that is not a power of two.
    """

    def __init__(self, key: bytes, parameters: Ff1Parameters) -> None:
        """Encrypt `P` once. `key` has 16, 24 or 32 bytes."""
        moduli = (parameters.left_modulus, parameters.right_modulus)
        if parameters.tweak_bytes > MAX_TWEAK_BYTES or max(moduli) > 1 << MAX_HALF_BITS:
            raise ValueError("tweaks have at most 7 bytes and halves at most 62 bits")
        if parameters.round_bytes > 8 and any(modulus & (modulus - 1) for modulus in moduli):
            raise ValueError("a radix that is no power of two needs halves of at most 4 bytes")
        self._cipher = aes_blocks(key)
        start = self._cipher.encryptor().update(parameters.first_block)
        self._rounds = tuple(
            _round(int.from_bytes(start, "big"), number, moduli[number % 2], parameters) for number in range(ROUNDS)
        )
        self._wide = parameters.round_bytes > 8
        self._tweak_shift = 64 - 8 * parameters.tweak_bytes

    def encrypt(self, left: Words, right: Words, tweak: int | Words = 0) -> tuple[Words, Words]:
        """Encrypt (left, right), both of shape (count,), into two new arrays. Algorithm 7 (FF1.Encrypt)."""
        blocks = _Blocks(self._cipher.encryptor(), len(left), self._wide)
        high = self._tweak_word(tweak)
        for step in self._rounds:
            output = blocks.encrypt(high ^ step.high, right ^ step.low)
            left, right = right, step.add(left, output)
        return left, right

    def decrypt(self, left: Words, right: Words, tweak: int | Words = 0) -> tuple[Words, Words]:
        """Undo `encrypt` under the same tweaks. Algorithm 8 (FF1.Decrypt)."""
        blocks = _Blocks(self._cipher.encryptor(), len(left), self._wide)
        high = self._tweak_word(tweak)
        for step in reversed(self._rounds):
            output = blocks.encrypt(high ^ step.high, left ^ step.low)
            left, right = step.subtract(right, output), left
        return left, right

    def _tweak_word(self, tweak: int | Words) -> np.uint64 | Words:
        if self._tweak_shift == 64:  # an empty tweak; machine words cannot be shifted by their width
            return np.uint64(0)
        return np.asarray(tweak, dtype=np.uint64) << np.uint64(self._tweak_shift)


@dataclass(frozen=True, slots=True)
class _Round:
    """One round: `E(P)` xor the round number as two words, and the modulus of the half it changes."""

    high: np.uint64
    low: np.uint64
    modulus: np.uint64
    mask: np.uint64
    """The modulus less one: it reduces when the modulus is a power of two, which it then has no bit of."""

    def add(self, half: Words, output: Words) -> Words:
        if self.modulus & self.mask:
            return (half + output % self.modulus) % self.modulus
        return (half + output) & self.mask

    def subtract(self, half: Words, output: Words) -> Words:
        if self.modulus & self.mask:
            return (half + (self.modulus - output % self.modulus)) % self.modulus
        return (half - output) & self.mask


def _round(start: int, number: int, modulus: int, parameters: Ff1Parameters) -> _Round:
    block = start ^ (number << 8 * parameters.half_bytes)
    words = (block >> 64, block & (1 << 64) - 1, modulus, modulus - 1)
    return _Round(*map(np.uint64, words))


class _Blocks:
    """The two buffers a run of passes goes through: AES input and output, `count` blocks each."""

    def __init__(self, encryptor: CipherContext, count: int, wide: bool) -> None:
        self._encryptor = encryptor
        self._wide = wide
        self._input = np.empty((count, 2), dtype=">u8")
        # The encryptor's buffer must exceed the data by a block less one byte, whatever the mode.
        self._output = bytearray(count * BLOCK_BYTES + BLOCK_BYTES - 1)

    def encrypt(self, high: np.uint64 | Words, low: Words) -> Words:
        """The round output `y` of every block, modulo 2**64: its first 8 bytes, or of 12 bytes the last 8."""
        count = len(self._input)
        if not count:
            return low
        self._input[:, 0] = high
        self._input[:, 1] = low
        self._encryptor.update_into(self._input.data.cast("B"), self._output)
        words = np.frombuffer(self._output, dtype=">u8", count=2 * count).reshape(count, 2)
        first = words[:, 0].astype(np.uint64)
        if not self._wide:
            return first
        return (first << np.uint64(32)) | (words[:, 1].astype(np.uint64) >> np.uint64(32))
