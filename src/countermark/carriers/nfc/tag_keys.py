"""The keys of one tag, from the brand's: whoever opens a tag learns nothing of another (NXP AN10922, 2.2)."""

from typing import Final, NamedTuple

from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.cmac import CMAC

_CONSTANT: Final = b"\x01"
_LEAST, _MOST = 16, 31  # of constant and input: two blocks, the second one padded, as the note has it
APPLICATION: Final = bytes.fromhex("D2760000850101")  # the NTAG 424 DNA's NDEF application (ISO/IEC 7816-4 name)
_SYSTEM: Final = b"cm-"


class TagKeys(NamedTuple):
    """16 bytes each. ``meta_read``, the same for all tags of a brand's key, only hides which tag it is; what proves a
    tag genuine is ``file_read``; ``master`` may change the tag."""

    meta_read: bytes
    file_read: bytes
    master: bytes


def diversified_key(key: bytes, diversification: bytes) -> bytes:
    """AES-128 key diversification: a CMAC over 0x01 and 16 to 30 bytes of input.

    Raises:
        ValueError: an input of another length, for which the note pads otherwise than CMAC.
    """
    if not _LEAST < len(diversification) + 1 <= _MOST:
        raise ValueError("16 to 30 bytes of diversification input")
    code = CMAC(algorithms.AES128(key))
    code.update(_CONSTANT + diversification)
    return code.finalize()


def tag_keys(brand_key: bytes, uid: bytes) -> TagKeys:
    """The keys of the tag with this UID (7 bytes); of ``uid`` empty, only ``meta_read`` means anything."""
    return TagKeys(
        diversified_key(brand_key, APPLICATION + _SYSTEM + b"meta read"),
        diversified_key(brand_key, uid.rjust(7, b"\x00") + APPLICATION + _SYSTEM + b"file"),
        diversified_key(brand_key, uid.rjust(7, b"\x00") + APPLICATION + _SYSTEM + b"master"),
    )
