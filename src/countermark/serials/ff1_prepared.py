"""FF1 for one shape of input, with all that does not depend on the value computed beforehand.

A scanned serial is decoded here, so it has to cost microseconds. The round function is CBC over `P || Q`; `P`
is constant, so its encryption is done once and a round is one AES call on `E(P) xor Q`.
"""

from countermark.serials.aes_blocks import aes_blocks
from countermark.serials.ff1_parameters import BLOCK_BYTES, ROUNDS, Ff1Parameters

_BLOCK_BITS = 8 * BLOCK_BYTES


class PreparedFf1:
    """FF1 (NIST SP 800-38G, section 5.1) over integers 0 .. radix**length - 1, for one key and one shape.

    Raises ValueError for a shape whose round function needs more than one block after `P`.
    """

    def __init__(self, key: bytes, parameters: Ff1Parameters) -> None:
        """Expand the key, encrypt `P` and lay out the ten rounds. `key` has 16, 24 or 32 bytes."""
        if not parameters.fits_one_block:
            raise ValueError("tweak and half must share one block with the round number: shorten either")
        # Threads may share this context: `cryptography` releases the GIL for long data, not for one block.
        self.encrypt_block = aes_blocks(key).encryptor().update
        start = int.from_bytes(self.encrypt_block(parameters.first_block), "big")
        moduli = (parameters.left_modulus, parameters.right_modulus)
        self.rounds = tuple(
            (start ^ (number << 8 * parameters.half_bytes), moduli[number % 2]) for number in range(ROUNDS)
        )
        self._rounds_reversed = self.rounds[::-1]
        self._right_modulus = parameters.right_modulus
        self.tweak_shift = _BLOCK_BITS - 8 * parameters.tweak_bytes
        self.output_shift = _BLOCK_BITS - 8 * parameters.round_bytes

    def encrypt(self, value: int, tweak: int = 0) -> int:
        """Encrypt a value (0 .. radix**length - 1, unchecked); `tweak` is its bytes read big-endian.

        Algorithm 7 (FF1.Encrypt).
        """
        encrypt_block, output_shift = self.encrypt_block, self.output_shift
        tweak <<= self.tweak_shift
        left, right = divmod(value, self._right_modulus)
        for start, modulus in self.rounds:
            block = encrypt_block((start ^ tweak ^ right).to_bytes(16, "big"))
            left, right = right, (left + (int.from_bytes(block, "big") >> output_shift)) % modulus
        return left * self._right_modulus + right

    def decrypt(self, value: int, tweak: int = 0) -> int:
        """Undo `encrypt` under the same tweak. Algorithm 8 (FF1.Decrypt)."""
        encrypt_block, output_shift = self.encrypt_block, self.output_shift
        tweak <<= self.tweak_shift
        left, right = divmod(value, self._right_modulus)
        for start, modulus in self._rounds_reversed:
            block = encrypt_block((start ^ tweak ^ left).to_bytes(16, "big"))
            left, right = (right - (int.from_bytes(block, "big") >> output_shift)) % modulus, left
        return left * self._right_modulus + right
