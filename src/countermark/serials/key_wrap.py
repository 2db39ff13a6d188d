"""Wrapping of secrets by the deployment's master key: brands' unit keys, signing keys.

AES-256-GCM rather than AES key wrap (RFC 3394), because its associated data ties a wrapped secret to its
owner: copied to another brand's row it does not open.
"""

import hmac
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32

_VERSION: Final = b"\x01"
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_PURPOSE: Final = b"countermark key wrap\x00" + _VERSION
_CHECK_LABEL: Final = b"countermark key check value"
_CHECK_BYTES: Final = 8


class WrongMasterKey(ValueError):
    """The master key is malformed or does not open a wrapped secret."""


def new_key() -> bytes:
    """A random key of 32 bytes from the operating system."""
    return os.urandom(KEY_BYTES)


def wrap(master_key: bytes, secret: bytes, context: bytes) -> bytes:
    """Encrypt a secret of any length so that only `master_key` (32 bytes) with the same `context` opens it.

    `context` names the owner and use of the secret, for instance the brand's id. The result is 29 bytes
    longer than the secret and differs every time: version (1), nonce (12), ciphertext, tag (16); AES-256-GCM
    of NIST SP 800-38D. Raises WrongMasterKey when the master key has another length.
    """
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + _cipher(master_key).encrypt(nonce, secret, _PURPOSE + context)


def unwrap(master_key: bytes, wrapped: bytes, context: bytes) -> bytes:
    """The secret that `wrap` was given.

    Raises WrongMasterKey for another master key, another context or altered bytes; which of them it was
    cannot be told, since authenticated encryption gives one answer to all.
    """
    cipher = _cipher(master_key)
    nonce_end = len(_VERSION) + _NONCE_BYTES
    if wrapped[: len(_VERSION)] != _VERSION or len(wrapped) < nonce_end + _TAG_BYTES:
        raise WrongMasterKey("the wrapped key is damaged or of a newer version: restore it from a backup")
    try:
        return cipher.decrypt(wrapped[len(_VERSION) : nonce_end], wrapped[nonce_end:], _PURPOSE + context)
    except InvalidTag:
        raise WrongMasterKey(
            "the master key does not open the wrapped key: provide the master key this data was created with"
            " (if that is the one, the wrapped key was altered or belongs to another owner)"
        ) from None


def check_value(key: bytes) -> str:
    """16 hexadecimal digits that tell whether two keys are the same one and nothing else about them.

    HMAC-SHA-256 of a constant, cut to 64 bits. For random keys only: a password could be found by trying.
    """
    return hmac.digest(key, _CHECK_LABEL, "sha256")[:_CHECK_BYTES].hex()


def _cipher(master_key: bytes) -> AESGCM:
    if len(master_key) != KEY_BYTES:
        raise WrongMasterKey(f"the master key must be {KEY_BYTES} bytes, got {len(master_key)}")
    return AESGCM(master_key)
