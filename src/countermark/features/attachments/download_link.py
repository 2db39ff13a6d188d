"""Links that download one file for a few minutes, for whoever has them.

The link needs no session: what it may fetch, and until when, is signed with a key that only this deployment has.
"""

import hmac
from hashlib import sha256
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LIFETIME_S: Final = 300
_PURPOSE: Final = b"countermark attachment download v1"


def link_signature(master_key: bytes, brand_id: UUID, attachment_id: UUID, file_sha256: str, expires: int) -> str:
    """The signature of a link: HMAC-SHA-256 over brand, file, content and expiry (Unix seconds), in hexadecimal."""
    message = f"{brand_id}/{attachment_id}/{file_sha256}/{expires}".encode()
    return hmac.new(_link_key(master_key), message, sha256).hexdigest()


def is_link_signature(
    given: str, master_key: bytes, brand_id: UUID, attachment_id: UUID, file_sha256: str, expires: int
) -> bool:
    """Whether ``given`` is the signature of this link; compared in constant time."""
    wanted = link_signature(master_key, brand_id, attachment_id, file_sha256, expires)
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _link_key(master_key: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(master_key)
