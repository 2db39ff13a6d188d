"""FF1 under one tweak, for halves of whole and equal bits: what decodes a scanned serial.

`PreparedFf1` computes everything that does not depend on the value or the tweak; with the tweak known as well a
round is one AES call, one addition and one mask. Two rounds are written out as one step, so that no half moves. A
half has at most 64 bits, so it changes the low word of a block only, and one word of the result is enough.
"""

from struct import Struct

from countermark.serials.ff1_parameters import BLOCK_BYTES
from countermark.serials.ff1_prepared import PreparedFf1

_WORD_BYTES = 8
_BLOCK_OF_WORDS = Struct(">QQ")


class TweakedFf1:
    """FF1 (NIST SP 800-38G, section 5.1) over 0 .. radix**length - 1, for one key, one shape and one tweak.

    Raises ValueError for a radix that is no power of two, for an odd length, and for halves of more than 64 bits.
    """

    __slots__ = ("_encrypt_block", "_half_bits", "_mask", "_steps", "_steps_reversed", "_word_of")

    def __init__(self, prepared: PreparedFf1, tweak: int = 0) -> None:
        """Fold the tweak (its bytes read big-endian) into the rounds of the prepared form."""
        starts = [start ^ tweak << prepared.tweak_shift for start, _ in prepared.rounds]
        moduli = {modulus for _, modulus in prepared.rounds}
        self._mask = moduli.pop() - 1
        self._half_bits = self._mask.bit_length()
        if moduli or self._mask & (self._mask + 1) or self._half_bits > 8 * _WORD_BYTES:
            raise ValueError("both halves must be of the same number of whole bits, at most 64")
        words = [divmod(start, 1 << 8 * _WORD_BYTES) for start in starts]
        self._steps = tuple((*even, *odd) for even, odd in zip(words[::2], words[1::2], strict=True))
        self._steps_reversed = self._steps[::-1]
        after = prepared.output_shift // 8
        self._word_of = Struct(f">{BLOCK_BYTES - _WORD_BYTES - after}xQ{after}x").unpack
        self._encrypt_block = prepared.encrypt_block

    def encrypt(self, value: int) -> int:
        """Encrypt a value (0 .. radix**length - 1, unchecked). Algorithm 7 (FF1.Encrypt)."""
        encrypt_block, block_of, word_of, mask = self._encrypt_block, _BLOCK_OF_WORDS.pack, self._word_of, self._mask
        left, right = value >> self._half_bits, value & mask
        for even_high, even, odd_high, odd in self._steps:
            (word,) = word_of(encrypt_block(block_of(even_high, even ^ right)))
            left = left + word & mask
            (word,) = word_of(encrypt_block(block_of(odd_high, odd ^ left)))
            right = right + word & mask
        return left << self._half_bits | right

    def decrypt(self, value: int) -> int:
        """Undo `encrypt`. Algorithm 8 (FF1.Decrypt)."""
        encrypt_block, block_of, word_of, mask = self._encrypt_block, _BLOCK_OF_WORDS.pack, self._word_of, self._mask
        left, right = value >> self._half_bits, value & mask
        for even_high, even, odd_high, odd in self._steps_reversed:
            (word,) = word_of(encrypt_block(block_of(odd_high, odd ^ left)))
            right = right - word & mask
            (word,) = word_of(encrypt_block(block_of(even_high, even ^ right)))
            left = left - word & mask
        return left << self._half_bits | right
