"""EPCs of many items that differ in their serial alone, as arrays: a million take about a second."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from countermark.gs1.epc.alphanumeric import BASE64, BASE64_URL, INTEGER, Encoding
from countermark.gs1.epc.binary import HEADER_BITS, EpcScheme, encode_epc
from countermark.gs1.epc.bits import WORD_BITS
from countermark.gs1.epc.errors import EpcError
from countermark.gs1.epc.partitioned import CHARACTER_BITS, SERIAL_96_BITS, SERIAL_198_CHARACTERS
from countermark.gs1.epc.plus import DIGIT_BITS, GTIN_DIGITS, SERIAL_LENGTH_BITS
from countermark.gs1.epc.sgtin import Sgtin

Codes = NDArray[np.uint8]

_HEX_PAIRS: Final = np.frombuffer(bytes(range(256)).hex().upper().encode(), np.uint8).reshape(256, 2)
_BASE64_CODES: Final = np.full(256, 255, np.uint8)
_BASE64_CODES[np.frombuffer(BASE64_URL.encode(), np.uint8)] = np.arange(64, dtype=np.uint8)
_BASE64_BITS: Final = 6
_MOST_DIGITS: Final = 18
_PLUS_SERIAL_AT: Final = HEADER_BITS + 1 + 3 + GTIN_DIGITS * DIGIT_BITS + 3 + SERIAL_LENGTH_BITS
_SERIAL_198_AT: Final = 58


def batch_encoding(serial: str) -> Encoding | None:
    """The encoding that SGTIN+ writes every serial of a batch in, so that their EPCs have one length.

    Digits as an integer, base64url characters at 6 bits. None for others: each takes its shortest.
    """
    if serial.isascii() and serial.isdigit():
        return INTEGER
    return BASE64 if set(serial) <= set(BASE64_URL) else None


def epc_hex_of_serials(scheme: EpcScheme, first: Sgtin, serials: Codes) -> Codes:
    """The EPC memory of items, shape (count, digits), in upper-case hexadecimal; see `encode_epc_hex`.

    `serials`, shape (count, length), are ASCII texts of one length, all digits or all of base64url as that of `first`
    is, which gives everything else. Raises EpcError when the scheme cannot hold `first`.
    """
    encoding = batch_encoding(first.serial) if scheme is EpcScheme.SGTIN_PLUS else None
    template = encode_epc(scheme, first, encoding).padded(WORD_BITS)
    template_bits = np.unpackbits(np.frombuffer(template.value.to_bytes(template.length // 8), np.uint8))
    at, bits = _serial_bits(scheme, encoding, serials)
    rows = np.tile(template_bits, (len(serials), 1))
    rows[:, at : at + bits.shape[1]] = bits
    packed = np.packbits(rows, axis=1)
    return _HEX_PAIRS[packed].reshape(len(serials), -1)


def _serial_bits(scheme: EpcScheme, encoding: Encoding | None, serials: Codes) -> tuple[int, Codes]:
    """Where the serial begins, and its bits, shape (count, bits)."""
    length = serials.shape[1]
    if scheme is EpcScheme.SGTIN_96:
        return 96 - SERIAL_96_BITS, _integer_bits(serials, SERIAL_96_BITS)
    if scheme is EpcScheme.SGTIN_198:
        padded = np.zeros((len(serials), SERIAL_198_CHARACTERS), np.uint8)
        padded[:, :length] = serials
        return _SERIAL_198_AT, _character_bits(padded, CHARACTER_BITS)
    if encoding is INTEGER and length <= _MOST_DIGITS:
        return _PLUS_SERIAL_AT, _integer_bits(serials, INTEGER.bits(length))
    if encoding is BASE64:
        return _PLUS_SERIAL_AT, _character_bits(_BASE64_CODES[serials], _BASE64_BITS)
    raise EpcError("serials of this form are written one by one", field="serial", ai="21")


def _integer_bits(serials: Codes, bits: int) -> Codes:
    powers = np.uint64(10) ** np.arange(serials.shape[1] - 1, -1, -1, dtype=np.uint64)
    values = (serials - ord("0")).astype(np.uint64) @ powers
    return np.unpackbits(values.astype(">u8").view(np.uint8).reshape(-1, 8), axis=1)[:, 64 - bits :]


def _character_bits(codes: Codes, width: int) -> Codes:
    spread = np.unpackbits(codes[:, :, None], axis=2)[:, :, 8 - width :]
    return spread.reshape(len(codes), -1)
