"""Names of objects. The first part of every key is the brand's id, so no brand's key can name another's object."""

import re
from uuid import UUID

_PART = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}")
MOST_PARTS = 8


def object_key(brand_id: UUID, *parts: UUID | str) -> str:
    """``<brand_id>/<part>/...``: letters, digits, ``.``, ``_`` and ``-`` only, no part that begins with a dot.

    Raises:
        ValueError: a part that could mean another place; never put in what a user typed.
    """
    return checked_key("/".join(str(part) for part in (brand_id, *parts)))


def checked_key(key: str) -> str:
    """``key`` if :func:`object_key` could have made it; raises ``ValueError`` otherwise."""
    brand_id, *parts = key.split("/")
    if not 1 <= len(parts) < MOST_PARTS or not all(_PART.fullmatch(part) for part in parts):
        raise ValueError(f"not the key of an object: {key!r}")
    if str(UUID(brand_id)) != brand_id:
        raise ValueError(f"a key begins with the brand's id: {key!r}")
    return key
