"""A brand's role: its record and the rules for what it says."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import BUILT_IN_ROLES, Permission
from countermark.features.members.standing import ROLE_KEY, Standing, queries, read_role_row
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record, record_from
from countermark.kit.text import checked_text

LONGEST_TITLE = 60
LONGEST_KEY = 40


class Role(Record, frozen=True, kw_only=True):
    """A role, what it allows, how many members hold it and how many are invited to it."""

    role: str
    title: str
    is_built_in: bool
    permissions: list[str]
    members: int
    invitations: int


def role_from(row: Mapping[str, Any]) -> Role:
    """The record of a row."""
    return record_from(Role, row)


async def own_role(tx: Tx, role: str) -> Mapping[str, Any]:
    """A role that the brand made itself.

    Raises:
        InvalidInput: there is no such role, or it is built in (``ROLE_IS_BUILT_IN``).
    """
    row = await read_role_row(tx, role)
    if row["is_built_in"]:
        raise InvalidInput("_role", "is built in and stays as it is", code="ROLE_IS_BUILT_IN", hint="make one like it")
    return row


async def read_role(tx: Tx, role: str) -> Role:
    """The role with its counts."""
    rows = [row async for row in queries.list_roles(tx.connection, brand_id=tx.brand_id, order=list(BUILT_IN_ROLES))]
    return role_from(next(row for row in rows if row["role"] == role))


def checked_title(argument: str, title: str) -> str:
    """What people call the role."""
    return checked_text(argument, title, longest=LONGEST_TITLE)


def key_of(title: str) -> str:
    """A key out of a title: small letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_KEY].strip("_")
    return key if ROLE_KEY.fullmatch(key) else f"role_{key}".strip("_")[:LONGEST_KEY]


def checked_permissions(
    standing: Standing, argument: str, permissions: Sequence[str], held_before: Sequence[str] = ()
) -> list[str]:
    """Permission keys, each once, in order. Nobody puts in what he lacks himself; what was in before may stay.

    Raises:
        InvalidInput: an unknown one, or one that the caller lacks (``PERMISSION_NOT_HELD``).
    """
    wanted = sorted(set(permissions))
    known = frozenset(Permission)
    for permission in wanted:
        if permission not in known:
            raise InvalidInput(argument, f"{permission[:80]!r} is no permission", hint="such as products.read")
    lacking = [one for one in wanted if one not in standing.permissions and one not in held_before]
    if lacking:
        problem = f"you lack {', '.join(lacking)} yourself, so you cannot give it"
        raise InvalidInput(argument, problem, code="PERMISSION_NOT_HELD")
    return wanted
