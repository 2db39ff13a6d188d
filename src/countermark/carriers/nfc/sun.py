"""What an NTAG 424 DNA mirrors into its link at each tap, and whether it is genuine (NXP AN12196, 3.4)."""

import hmac
import re
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC

UID_BYTES: Final = 7
_BLOCK: Final = 16
_ZERO_IV: Final = bytes(_BLOCK)
_UID_AND_COUNTER: Final = 0xC7  # both mirrored, a UID of 7 bytes
_SESSION_MAC: Final = bytes.fromhex("3CC300010080")
_TAP: Final = re.compile(rb"(?:^|&)picc_data=([0-9A-Fa-f]{32})&cmac=([0-9A-Fa-f]{16})(?=&|$)")


class PiccData(NamedTuple):
    """Which tag, and how often it was read. The counter never goes back."""

    uid: bytes
    counter: int


class SunTap(NamedTuple):
    """What a tap brings in a query: encrypted PICC data, the MAC, and the query without them.

    ``before_mac`` is the query up to the MAC: the MAC is over the path and that.
    """

    picc_data: bytes
    mac: bytes
    before_mac: bytes
    rest: bytes


def tap_in(query_string: bytes) -> SunTap | None:
    """The tap in ``picc_data=<32 hex>&cmac=<16 hex>``, ``None`` when the query has none."""
    found = _TAP.search(query_string)
    if found is None:
        return None
    rest = b"&".join(part for part in (query_string[: found.start()], query_string[found.end() :].lstrip(b"&")) if part)
    parts = (bytes.fromhex(found[1].decode()), bytes.fromhex(found[2].decode()))
    return SunTap(*parts, query_string[: found.start(2)], rest)


def read_picc_data(meta_read_key: bytes, encrypted: bytes) -> PiccData | None:
    """UID and counter, ``None`` when ``meta_read_key`` (16 bytes) is not the one they were encrypted with.

    A wrong key passes by chance once in 256 times; only the MAC proves anything.
    """
    decryptor = Cipher(algorithms.AES128(meta_read_key), modes.CBC(_ZERO_IV)).decryptor()
    plain = decryptor.update(encrypted) + decryptor.finalize()
    if len(plain) != _BLOCK or plain[0] != _UID_AND_COUNTER:
        return None
    counter = int.from_bytes(plain[1 + UID_BYTES : 4 + UID_BYTES], "little")
    return PiccData(plain[1 : 1 + UID_BYTES], counter)


def sun_mac(file_read_key: bytes, picc: PiccData, mac_input: bytes) -> bytes:
    """The 8 bytes that a genuine tag mirrors, over ``mac_input``: every other byte of a CMAC under the session key."""
    vector = _SESSION_MAC + picc.uid + picc.counter.to_bytes(3, "little")
    session_key = _cmac(file_read_key, vector.ljust(_BLOCK, b"\x00"))
    return _cmac(session_key, mac_input)[1::2]


def is_sun_mac(given: bytes, file_read_key: bytes, picc: PiccData, mac_input: bytes) -> bool:
    """Whether the MAC is right; compared in constant time."""
    return hmac.compare_digest(given, sun_mac(file_read_key, picc, mac_input))


def _cmac(key: bytes, message: bytes) -> bytes:
    code = CMAC(algorithms.AES128(key))
    code.update(message)
    return code.finalize()
