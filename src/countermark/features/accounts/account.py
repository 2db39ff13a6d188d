"""A person's account: its address, and the SQL of this area."""

import hashlib
from datetime import datetime
from uuid import UUID

from countermark.db.sql import load_queries
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record
from countermark.kit.text import checked_text

queries = load_queries(__file__)


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


def token_hash(token: str) -> bytes:
    """What is stored of an opaque random token. It has 256 bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).digest()
