"""Electronic Product Codes of serialised trade items: URIs, the binary of an RFID tag, and compressed Digital Links.

Pure, no I/O. Standards: GS1 EPC Tag Data Standard (TDS) 2.3, and GS1 Digital Link URI: Compression Technical Standard
for EPC binary strings 1.0.0. Read and written are SGTIN-96, SGTIN-198 and SGTIN+ (with +AIDC data); any other header
is refused by name.
"""

from countermark.gs1.epc.binary import MOST_BITS, EpcScheme, decode_epc, decode_epc_hex, encode_epc, encode_epc_hex
from countermark.gs1.epc.bits import Bits
from countermark.gs1.epc.compressed_link import (
    compress_to_base64,
    compress_to_hex,
    decompress_segment,
    is_compressed_segment,
)
from countermark.gs1.epc.errors import EpcError
from countermark.gs1.epc.sgtin import Sgtin
from countermark.gs1.epc.uris import parse_epc_uri, pure_identity_uri, tag_uri

__all__ = [
    "MOST_BITS",
    "Bits",
    "EpcError",
    "EpcScheme",
    "Sgtin",
    "compress_to_base64",
    "compress_to_hex",
    "decode_epc",
    "decode_epc_hex",
    "decompress_segment",
    "encode_epc",
    "encode_epc_hex",
    "is_compressed_segment",
    "parse_epc_uri",
    "pure_identity_uri",
    "tag_uri",
]
