"""NDEF messages of one URI record (NFC Forum URI RTD 1.0, 3.2; NDEF 1.0, 3.2)."""

from typing import Final

PREFIXES: Final = (
    *("", "http://www.", "https://www.", "http://", "https://", "tel:", "mailto:"),
    *("ftp://anonymous:anonymous@", "ftp://ftp.", "ftps://", "sftp://", "smb://", "nfs://", "ftp://", "dav://"),
    *("news:", "telnet://", "imap:", "rtsp://", "urn:", "pop:", "sip:", "sips:", "tftp:", "btspp://", "btl2cap://"),
    *("btgoep://", "tcpobex://", "irdaobex://", "file://", "urn:epc:id:", "urn:epc:tag:", "urn:epc:pat:"),
    *("urn:epc:raw:", "urn:epc:", "urn:nfc:"),
)
"""By their code, 0x00 to 0x23."""

_BEGIN_END_WELL_KNOWN: Final = 0xC1  # first and last record, type name format 1
_SHORT: Final = 0x10
_TYPE: Final = b"U"
MOST_SHORT: Final = 255


def well_known_prefix(uri: str) -> str:
    """The longest beginning of ``uri`` that has a code, perhaps ``""``."""
    return max((each for each in PREFIXES if uri.startswith(each)), key=len)


def ndef_uri_message(uri: str) -> bytes:
    """The message that opens ``uri``: the longest well-known prefix as its code, the rest in UTF-8."""
    prefix = well_known_prefix(uri)
    payload = bytes([PREFIXES.index(prefix)]) + uri.removeprefix(prefix).encode()
    if len(payload) <= MOST_SHORT:
        return bytes([_BEGIN_END_WELL_KNOWN | _SHORT, 1, len(payload)]) + _TYPE + payload
    return bytes([_BEGIN_END_WELL_KNOWN, 1]) + len(payload).to_bytes(4, "big") + _TYPE + payload


def uri_in_ndef(message: bytes) -> str:
    """The URI of a message that :func:`ndef_uri_message` could have made.

    Raises:
        ValueError: it is something else.
    """
    is_short = message[:2] == bytes([_BEGIN_END_WELL_KNOWN | _SHORT, 1])
    start = 3 if is_short else 6
    length = int.from_bytes(message[2:start], "big")
    payload = message[start + 1 :]
    known = is_short or message[:2] == bytes([_BEGIN_END_WELL_KNOWN, 1])
    if not known or message[start : start + 1] != _TYPE or len(payload) != length or payload[0] >= len(PREFIXES):
        raise ValueError("not one NDEF URI record")
    return PREFIXES[payload[0]] + payload[1:].decode()
