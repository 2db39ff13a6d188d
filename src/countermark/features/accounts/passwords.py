"""Passwords: how long they must be, and their Argon2id hashes."""

import asyncio
import secrets
from base64 import b64encode
from functools import lru_cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from countermark.kit.errors import InvalidInput
from countermark.kit.settings import Settings

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
# RFC 9106, section 4, second recommendation; its 64 MiB are the setting's default.
PASSES, LANES, SALT_BYTES, HASH_BYTES = 3, 4, 16, 32


def checked_password(password: str, argument: str = "password") -> str:
    """A password long enough to keep (NIST SP 800-63B: length counts, composition rules do not)."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InvalidInput(argument, f"must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    if "\x00" in password:
        raise InvalidInput(argument, "must not contain NUL")
    return password


async def hash_password(settings: Settings, password: str) -> str:
    """Argon2id, off the event loop: it is slow on purpose."""
    return await asyncio.to_thread(_hasher(settings.password_memory_mib).hash, password)


async def verify_password(settings: Settings, password: str, password_hash: str | None) -> tuple[bool, str | None]:
    """Whether it is the one, and a fresh hash if the stored one is out of date. ``None``: there is no account.

    Without an account a hash is verified all the same, so that both cases take the same time.
    """
    hasher = _hasher(settings.password_memory_mib)
    stored = password_hash or _nobodys_hash(settings.password_memory_mib)
    valid, fresh = await asyncio.to_thread(hasher.verify_and_update, password, stored)
    return (valid and password_hash is not None), fresh


@lru_cache
def _hasher(memory_mib: int) -> PasswordHash:
    argon2id = Argon2Hasher(
        time_cost=PASSES,
        memory_cost=memory_mib * 1024,
        parallelism=LANES,
        hash_len=HASH_BYTES,
        salt_len=SALT_BYTES,
    )
    return PasswordHash((argon2id,))


@lru_cache
def _nobodys_hash(memory_mib: int) -> str:
    """A hash that no password is known to have, written without computing one."""
    salt, digest = (b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (SALT_BYTES, HASH_BYTES))
    return f"$argon2id$v=19$m={memory_mib * 1024},t={PASSES},p={LANES}${salt}${digest}"
