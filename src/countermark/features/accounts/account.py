"""A person's account: addresses, passwords, and the SQL of this area."""

import asyncio
import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from countermark.db.sql import load_queries
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.text import checked_text

queries = load_queries(__file__)
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
_hasher = PasswordHash((Argon2Hasher(),))
# Verified against when there is no account, so that both cases take the same time.
_NOBODYS_HASH = _hasher.hash(secrets.token_urlsafe())


class User(Record, frozen=True, kw_only=True):
    """A person who can sign in. Brands and roles are memberships, not properties of the person."""

    user_id: UUID
    email: str
    display_name: str
    created_at: datetime


def normalized_email(email: str, argument: str = "email") -> str:
    """The address as it is compared: trimmed and in lower case.

    Raises:
        InvalidInput: it cannot be an e-mail address.
    """
    text = checked_text(argument, email, longest=320, shortest=3)
    local, at, domain = text.rpartition("@")
    if not at or not local or "." not in domain.strip(".") or any(character.isspace() for character in text):
        raise InvalidInput(argument, "is not an e-mail address", hint="write it like name@example.com")
    return text.lower()


def checked_password(password: str, argument: str = "password") -> str:
    """A password long enough to keep (NIST SP 800-63B: length counts, composition rules do not)."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InvalidInput(argument, f"must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    if "\x00" in password:
        raise InvalidInput(argument, "must not contain NUL")
    return password


async def hash_password(password: str) -> str:
    """Argon2id, off the event loop: it is slow on purpose."""
    return await asyncio.to_thread(_hasher.hash, password)


async def verify_password(password: str, password_hash: str | None) -> tuple[bool, str | None]:
    """Whether it is the one, and a fresh hash if the stored one is out of date. ``None``: there is no account."""
    valid, fresh = await asyncio.to_thread(_hasher.verify_and_update, password, password_hash or _NOBODYS_HASH)
    return (valid and password_hash is not None), fresh


def token_hash(token: str) -> bytes:
    """What is stored of an opaque random token. It has 256 bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).digest()
