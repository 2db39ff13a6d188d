"""Compressed Digital Links: an EPC binary as the last segment of a path.

GS1 Digital Link URI: Compression Technical Standard for EPC binary strings 1.0.0; DL URI Syntax 1.7.0, section 6.1.2
(RE3): `eh` and lower-case hexadecimal digits, or `ex` and characters of RFC 4648's base64url without padding.
"""

import re
from typing import Final

from countermark.gs1.epc.alphanumeric import BASE64_URL
from countermark.gs1.epc.binary import MOST_BITS, DecodedEpc, EpcScheme, decode_epc, encode_epc
from countermark.gs1.epc.bits import Bits, joined
from countermark.gs1.epc.errors import EpcError
from countermark.gs1.epc.sgtin import Sgtin

_SEGMENT: Final = re.compile(r"eh[0-9a-f]*|ex[0-9A-Za-z_-]*")
_CHARACTER_BITS: Final = 6


def is_compressed_segment(segment: str) -> bool:
    """Whether a path's last segment has the form of a compressed link; it may still say nothing."""
    return _SEGMENT.fullmatch(segment) is not None


def compress_to_hex(scheme: EpcScheme, sgtin: Sgtin) -> str:
    """The `eh` segment, which follows the stem and a slash. Raises EpcError as `encode_epc` does."""
    return "eh" + encode_epc(scheme, sgtin).hex().lower()


def compress_to_base64(scheme: EpcScheme, sgtin: Sgtin) -> str:
    """The `ex` segment, a third shorter than `eh`. Raises EpcError as `encode_epc` does."""
    bits = encode_epc(scheme, sgtin).padded(_CHARACTER_BITS)
    starts = range(bits.length - _CHARACTER_BITS, -1, -_CHARACTER_BITS)
    return "ex" + "".join(BASE64_URL[bits.value >> start & 63] for start in starts)


def decompress_segment(segment: str) -> DecodedEpc:
    """What a compressed segment says; `.sgtin.digital_link` is the uncompressed link.

    >>> decompress_segment("eh30164596f40c0e5cbe991a83").sgtin.digital_link.uri_on("")
    '/01/09528765123457/21/123456789123'

    Raises EpcError for a segment of another form, and as `decode_epc` does.
    """
    if not is_compressed_segment(segment):
        raise EpcError("is no eh with lower-case hexadecimal digits and no ex with base64url", field="compressed link")
    text = segment[2:]
    if len(text) > MOST_BITS // 4:
        raise EpcError(f"has {len(text)} characters, at most {MOST_BITS // 4} are read", field="compressed link")
    if segment.startswith("eh"):
        return decode_epc(Bits.of_hex(text))
    return decode_epc(joined(*((BASE64_URL.index(character), _CHARACTER_BITS) for character in text)))
