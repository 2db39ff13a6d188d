"""FF1, the format-preserving encryption of NIST SP 800-38G, written as the standard writes it.

This is the reference: any radix, any length, any tweak, one value at a time. The prepared and the vectorised
forms beside it are proven against it.
"""

from collections.abc import Iterable, Sequence

from countermark.serials.aes_blocks import aes_blocks
from countermark.serials.ff1_parameters import BLOCK_BYTES, ROUNDS, Ff1Parameters


class Ff1:
    """FF1 under one AES key of 16, 24 or 32 bytes (AES-128, -192, -256); ValueError for any other length."""

    def __init__(self, key: bytes) -> None:
        """Expand the key once; values of every radix and length share it."""
        self._encrypt_blocks = aes_blocks(key).encryptor().update

    def encrypt(self, numerals: Sequence[int], radix: int, tweak: bytes = b"") -> list[int]:
        """Encrypt numerals (most significant first, each 0 .. radix - 1) into as many numerals.

        NIST SP 800-38G, section 5.1, Algorithm 7 (FF1.Encrypt). Raises ValueError for a numeral outside the
        radix and for what `Ff1Parameters` refuses.
        """
        parameters = Ff1Parameters(radix, len(numerals), len(tweak))
        left, right = _halves(numerals, parameters)
        for number in range(ROUNDS):
            modulus = parameters.right_modulus if number % 2 else parameters.left_modulus
            left, right = right, (left + self._round(parameters, tweak, number, right)) % modulus
        return _joined(left, right, parameters)

    def decrypt(self, numerals: Sequence[int], radix: int, tweak: bytes = b"") -> list[int]:
        """Undo `encrypt` under the same key, radix and tweak.

        NIST SP 800-38G, section 5.1, Algorithm 8 (FF1.Decrypt). Raises what `encrypt` raises.
        """
        parameters = Ff1Parameters(radix, len(numerals), len(tweak))
        left, right = _halves(numerals, parameters)
        for number in reversed(range(ROUNDS)):
            modulus = parameters.right_modulus if number % 2 else parameters.left_modulus
            left, right = (right - self._round(parameters, tweak, number, left)) % modulus, left
        return _joined(left, right, parameters)

    def _round(self, parameters: Ff1Parameters, tweak: bytes, number: int, half: int) -> int:
        """`y` of steps 6.i to 6.iv: the round function of one half, as a number."""
        padding = bytes(parameters.padding_bytes)
        q = tweak + padding + bytes((number,)) + half.to_bytes(parameters.half_bytes, "big")
        first = self._chained(parameters.first_block + q)
        blocks = [first]
        for index in range(1, -(-parameters.round_bytes // BLOCK_BYTES)):
            blocks.append(self._encrypt_blocks(_xor(first, index.to_bytes(BLOCK_BYTES, "big"))))
        return int.from_bytes(b"".join(blocks)[: parameters.round_bytes], "big")

    def _chained(self, text: bytes) -> bytes:
        """`PRF`: Algorithm 6, the last block of AES in CBC mode from a zero initial value."""
        state = bytes(BLOCK_BYTES)
        for start in range(0, len(text), BLOCK_BYTES):
            state = self._encrypt_blocks(_xor(state, text[start : start + BLOCK_BYTES]))
        return state


def _halves(numerals: Sequence[int], parameters: Ff1Parameters) -> tuple[int, int]:
    if any(not 0 <= numeral < parameters.radix for numeral in numerals):
        raise ValueError(f"every numeral must be 0 to {parameters.radix - 1}")
    split = parameters.left_length
    return _number(numerals[:split], parameters.radix), _number(numerals[split:], parameters.radix)


def _joined(left: int, right: int, parameters: Ff1Parameters) -> list[int]:
    return [
        *_numerals(left, parameters.radix, parameters.left_length),
        *_numerals(right, parameters.radix, parameters.right_length),
    ]


def _number(numerals: Iterable[int], radix: int) -> int:
    """`NUM_radix`: Algorithm 1."""
    value = 0
    for numeral in numerals:
        value = value * radix + numeral
    return value


def _numerals(value: int, radix: int, length: int) -> list[int]:
    """`STR_radix`: Algorithm 3."""
    numerals = [0] * length
    for position in reversed(range(length)):
        value, numerals[position] = divmod(value, radix)
    return numerals


def _xor(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).to_bytes(BLOCK_BYTES, "big")
