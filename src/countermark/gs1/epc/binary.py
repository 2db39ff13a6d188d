"""The binary of an EPC: an 8-bit header that names the scheme, and what the scheme says (TDS 2.3, table 14-1)."""

from enum import StrEnum
from typing import Final, NamedTuple

from countermark.gs1.epc.alphanumeric import Encoding
from countermark.gs1.epc.bits import WORD_BITS, BitReader, Bits
from countermark.gs1.epc.errors import EpcError
from countermark.gs1.epc.partitioned import decode_96, decode_198, encode_96, encode_198
from countermark.gs1.epc.plus import decode_plus, encode_plus
from countermark.gs1.epc.sgtin import Sgtin

MOST_BITS: Final = 1024
"""Longer strings are refused unread: no tag holds an EPC of that length."""
HEADER_BITS: Final = 8


class EpcScheme(StrEnum):
    """The schemes that are read and written."""

    SGTIN_96 = "sgtin-96"
    SGTIN_198 = "sgtin-198"
    SGTIN_PLUS = "sgtin+"


HEADERS: Final = {EpcScheme.SGTIN_96: 0x30, EpcScheme.SGTIN_198: 0x36, EpcScheme.SGTIN_PLUS: 0xF7}
_OTHER_HEADERS: Final = {
    0x00: "an unprogrammed tag",
    0x2C: "GDTI-96",
    0x2D: "GSRN-96",
    0x2E: "GSRNP-96",
    0x2F: "USDOD-96",
    0x31: "SSCC-96",
    0x32: "SGLN-96",
    0x33: "GRAI-96",
    0x34: "GIAI-96",
    0x35: "GID-96",
    0x37: "GRAI-170",
    0x38: "GIAI-202",
    0x39: "SGLN-195",
    0xF9: "SSCC+",
    0xFB: "DSGTIN+",
    0xFC: "DSGTIN++",
    0xFD: "SGTIN++",
}


class DecodedEpc(NamedTuple):
    """What a binary says, and the scheme it said it in."""

    scheme: EpcScheme
    sgtin: Sgtin


def encode_epc(scheme: EpcScheme, sgtin: Sgtin, serial_encoding: Encoding | None = None) -> Bits:
    """The binary, header included, without padding: 96 bits, 198 bits, or as many as SGTIN+ takes.

    `serial_encoding` is for SGTIN+ alone. Raises EpcError when the scheme cannot hold the item.
    """
    header = Bits(HEADERS[scheme], HEADER_BITS)
    if scheme is EpcScheme.SGTIN_PLUS:
        return header + encode_plus(sgtin, serial_encoding)
    if sgtin.aidc:
        raise EpcError(f"{scheme} carries none; SGTIN+ does", field="+AIDC data")
    return header + (encode_96(sgtin) if scheme is EpcScheme.SGTIN_96 else encode_198(sgtin))


def encode_epc_hex(scheme: EpcScheme, sgtin: Sgtin) -> str:
    """The binary as a tag's EPC memory holds it: upper-case hexadecimal, padded with zeros to words of 16 bits.

    >>> item = Sgtin(gtin="09506000134352", serial="12345", company_prefix_length=7)
    >>> encode_epc_hex(EpcScheme.SGTIN_96, item)
    '30364433400D1EC000003039'
    """
    return encode_epc(scheme, sgtin).padded(WORD_BITS).hex()


def decode_epc(bits: Bits) -> DecodedEpc:
    """Reads a binary; zeros may follow it. Raises EpcError for another scheme, or bits that mean nothing."""
    if bits.length > MOST_BITS:
        raise EpcError(f"has {bits.length} bits, at most {MOST_BITS} are read", field="EPC")
    reader = BitReader(bits)
    header = reader.read(HEADER_BITS, "header")
    scheme = next((each for each, value in HEADERS.items() if value == header), None)
    if scheme is None:
        name = f" ({_OTHER_HEADERS[header]})" if header in _OTHER_HEADERS else ""
        raise EpcError(f"{header:02X}{name} is not of SGTIN-96, SGTIN-198 or SGTIN+", field="header", bit=0)
    read = {EpcScheme.SGTIN_96: decode_96, EpcScheme.SGTIN_198: decode_198, EpcScheme.SGTIN_PLUS: decode_plus}[scheme]
    sgtin = read(reader)
    if reader.rest:
        raise EpcError(f"{reader.left} bits follow its end and are not all zero", field="EPC", bit=reader.position)
    return DecodedEpc(scheme, sgtin)


def decode_epc_hex(text: str) -> DecodedEpc:
    """Reads an EPC as hexadecimal digits of either case. Raises EpcError, also for other characters."""
    return decode_epc(Bits.of_hex(text))
