"""Links that download the file of a label job for five minutes, for whoever has them: signed, without a session."""

import hmac
from hashlib import sha256
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

DOWNLOADS: Final = "/labels/v1/"
LIFETIME_S: Final = 300
_PURPOSE: Final = b"countermark label download v1"


def link_signature(master_key: bytes, brand_id: UUID, label_job_id: UUID, expires: int) -> str:
    """The signature of a link: HMAC-SHA-256 over brand, job and expiry (Unix seconds), in hexadecimal."""
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(master_key)
    return hmac.new(key, f"{brand_id}/{label_job_id}/{expires}".encode(), sha256).hexdigest()


def is_link_signature(given: str, master_key: bytes, brand_id: UUID, label_job_id: UUID, expires: int) -> bool:
    """Whether ``given`` is the signature of this link; compared in constant time."""
    wanted = link_signature(master_key, brand_id, label_job_id, expires)
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
