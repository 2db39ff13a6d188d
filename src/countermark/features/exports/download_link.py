"""Links that download one file of an export for a few minutes, for whoever has them; no session is needed."""

import hmac
from hashlib import sha256
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LIFETIME_S: Final = 300
DOWNLOADS: Final = "/exports/v1/"
_PURPOSE: Final = b"countermark export download v1"


def link_signature(master_key: bytes, brand_id: UUID, export_id: UUID, number: int, expires: int) -> str:
    """HMAC-SHA-256 over brand, export, file number and expiry (Unix seconds), in hexadecimal."""
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(master_key)
    return hmac.new(key, f"{brand_id}/{export_id}/{number}/{expires}".encode(), sha256).hexdigest()


def is_link_signature(
    given: str, master_key: bytes, brand_id: UUID, export_id: UUID, number: int, expires: int
) -> bool:
    """Whether ``given`` is the signature of this link; compared in constant time."""
    wanted = link_signature(master_key, brand_id, export_id, number, expires)
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
