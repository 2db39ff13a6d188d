"""Programs that come in by an API credential: its client id, its secret, and what a request by it carries.

A client id holds the ids of its brand and of the credential, so that the credential can be read inside its brand, where
row-level security shows it. A secret has 256 random bits: a keyed hash of it is as good as a slow one, and quick.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from uuid import UUID

CLIENT_ID_PREFIX, SECRET_PREFIX = "mk_live_", "ms_live_"
SECRET_BYTES = 32
_IDS_BYTES = 32
_PADDING = "===="


@dataclass(frozen=True, slots=True)
class Machine:
    """A program whose secret or token was genuine. Whether its credential lives is asked per request, in its brand.

    ``secret_version`` is that of the secret it came by; ``scopes`` what a token was narrowed to, ``None`` for all.
    """

    brand_id: UUID
    credential_id: UUID
    secret_version: int
    address: str = ""
    scopes: frozenset[str] | None = None


def client_id_of(brand_id: UUID, credential_id: UUID) -> str:
    """The public half of a credential: ``mk_live_`` and 52 letters and digits."""
    return CLIENT_ID_PREFIX + base64.b32encode(brand_id.bytes + credential_id.bytes).decode().rstrip("=").lower()


def ids_of(client_id: str) -> tuple[UUID, UUID] | None:
    """The brand and the credential that a client id names; ``None`` if it is no client id."""
    prefix, text = client_id[: len(CLIENT_ID_PREFIX)], client_id[len(CLIENT_ID_PREFIX) :]
    try:
        ids = base64.b32decode(text.upper() + _PADDING)
    except (binascii.Error, ValueError):
        return None
    if len(ids) != _IDS_BYTES:
        return None
    brand_id, credential_id = UUID(bytes=ids[:16]), UUID(bytes=ids[16:])
    is_exact = prefix + text == client_id_of(brand_id, credential_id)
    return (brand_id, credential_id) if is_exact else None


def new_secret() -> str:
    """A secret to show once: ``ms_live_`` and 43 characters of base64url."""
    return SECRET_PREFIX + secrets.token_urlsafe(SECRET_BYTES)


def secret_hash(master_key: bytes, secret: str) -> bytes:
    """What is stored of a secret: an HMAC, so that the table alone does not even tell whether a guess is right."""
    key = hmac.digest(master_key, b"api credential secret", hashlib.sha256)
    return hmac.digest(key, secret.encode(), hashlib.sha256)
