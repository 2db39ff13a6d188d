"""The NDEF message that an NFC tag stores: one URI record (NFC Forum NDEF 1.0 and URI RTD 1.0)."""

from typing import Final

from countermark.features.exports.cells import Cells, hex_of, joined

# The URI's beginnings that have a code of one byte (URI RTD, table 3), the longest first.
_ABBREVIATIONS: Final = (("https://www.", 2), ("http://www.", 1), ("https://", 4), ("http://", 3))
_FLAGS: Final = 0xC0  # message begin and message end
_SHORT_RECORD: Final = 0x10
_WELL_KNOWN: Final = 0x01
_LONGEST_SHORT: Final = 255


def ndef_hex(origin: str, paths: Cells, count: int) -> Cells:
    """The messages of ``origin`` and a path each, in upper-case hexadecimal; ``origin`` is the same in all rows."""
    abbreviation, code = next(((text, code) for text, code in _ABBREVIATIONS if origin.startswith(text)), ("", 0))
    rest = origin[len(abbreviation) :]
    uris = joined(count, [rest, paths])
    if isinstance(uris, list):
        return [_record(code, uri.encode()).hex().upper() for uri in uris]
    length = len(uris.encode()) if isinstance(uris, str) else uris.shape[1]
    head = _record(code, bytes(length))[: -length or None].hex().upper()
    return joined(count, [head, hex_of(uris)])


def _record(code: int, uri: bytes) -> bytes:
    payload = bytes([code]) + uri
    if len(payload) <= _LONGEST_SHORT:
        return bytes([_FLAGS | _SHORT_RECORD | _WELL_KNOWN, 1, len(payload)]) + b"U" + payload
    return bytes([_FLAGS | _WELL_KNOWN, 1]) + len(payload).to_bytes(4) + b"U" + payload
