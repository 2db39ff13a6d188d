"""FF1 under one tweak, for halves of whole and equal bits: what decodes a scanned serial.

`PreparedFf1` computes everything that does not depend on the value or the tweak; with the tweak known as well a
round is one AES call, one addition and one mask. Two rounds are written out as one step, so that no half moves.
"""

from countermark.serials.ff1_prepared import PreparedFf1


class TweakedFf1:
    """FF1 (NIST SP 800-38G, section 5.1) over 0 .. radix**length - 1, for one key, one shape and one tweak.

    Raises ValueError for a radix that is no power of two, and for an odd length.
    """

    __slots__ = ("_encrypt_block", "_half_bits", "_mask", "_output_shift", "_steps", "_steps_reversed")

    def __init__(self, prepared: PreparedFf1, tweak: int = 0) -> None:
        """Fold the tweak (its bytes read big-endian) into the rounds of the prepared form."""
        starts = [start ^ tweak << prepared.tweak_shift for start, _ in prepared.rounds]
        moduli = {modulus for _, modulus in prepared.rounds}
        self._mask = moduli.pop() - 1
        if moduli or self._mask & (self._mask + 1):
            raise ValueError("both halves must be of the same number of whole bits")
        self._half_bits = self._mask.bit_length()
        self._steps = tuple(zip(starts[::2], starts[1::2], strict=True))
        self._steps_reversed = self._steps[::-1]
        self._output_shift = prepared.output_shift
        self._encrypt_block = prepared.encrypt_block

    def encrypt(self, value: int) -> int:
        """Encrypt a value (0 .. radix**length - 1, unchecked). Algorithm 7 (FF1.Encrypt)."""
        encrypt_block, shift, mask = self._encrypt_block, self._output_shift, self._mask
        left, right = value >> self._half_bits, value & mask
        for even, odd in self._steps:
            block = encrypt_block((even ^ right).to_bytes(16, "big"))
            left = left + (int.from_bytes(block, "big") >> shift) & mask
            block = encrypt_block((odd ^ left).to_bytes(16, "big"))
            right = right + (int.from_bytes(block, "big") >> shift) & mask
        return left << self._half_bits | right

    def decrypt(self, value: int) -> int:
        """Undo `encrypt`. Algorithm 8 (FF1.Decrypt)."""
        encrypt_block, shift, mask = self._encrypt_block, self._output_shift, self._mask
        left, right = value >> self._half_bits, value & mask
        for even, odd in self._steps_reversed:
            block = encrypt_block((odd ^ left).to_bytes(16, "big"))
            right = right - (int.from_bytes(block, "big") >> shift) & mask
            block = encrypt_block((even ^ right).to_bytes(16, "big"))
            left = left - (int.from_bytes(block, "big") >> shift) & mask
        return left << self._half_bits | right
