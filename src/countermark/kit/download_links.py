"""Links that download one file for a few minutes, for whoever has them.

A link needs no session: what it may fetch, and until when, is signed with a key that only this deployment has.
"""

import hmac
from datetime import datetime
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LIFETIME_S: Final = 300


class DownloadLinks:
    """The links to one kind of file. ``purpose`` keeps the kinds apart: a link to one never opens another.

    ``names`` are what the file is told from others by, the brand first.
    """

    def __init__(self, purpose: bytes) -> None:
        self._purpose = purpose

    def signed_query(self, master_key: bytes, *names: object, expires_at: datetime) -> str:
        """The query of a link that holds until ``expires_at``: ``expires=<Unix seconds>&signature=<hexadecimal>``."""
        expires = int(expires_at.timestamp())
        return f"expires={expires}&signature={self.signature(master_key, *names, expires=expires)}"

    def signature(self, master_key: bytes, *names: object, expires: int) -> str:
        """HMAC-SHA-256 over the names and the expiry (Unix seconds), in hexadecimal."""
        key = HKDF(algorithm=SHA256(), length=32, salt=None, info=self._purpose).derive(master_key)
        return hmac.new(key, "/".join(map(str, (*names, expires))).encode(), sha256).hexdigest()

    def is_signature(self, given: str, master_key: bytes, *names: object, expires: int) -> bool:
        """Whether ``given`` is the signature of this link; compared in constant time."""
        wanted = self.signature(master_key, *names, expires=expires)
        return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
