"""What the caller may give and take in a brand, as it stands once nobody else changes its members."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from countermark.db.sql import load_queries
from countermark.db.transaction import ActorKind, Tx
from countermark.features.accounts.permissions import Permission
from countermark.kit.errors import Forbidden, InvalidInput, unknown

queries = load_queries(__file__)
OWNER, ADMIN = "owner", "admin"
ROLE_KEY = re.compile(r"[a-z][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True)
class Standing:
    """The caller's permissions, and whether the caller is an owner."""

    permissions: frozenset[str]
    is_owner: bool


async def lock_members(tx: Tx, permission: Permission) -> Standing:
    """Waits for whoever changes the brand's members, then says where the caller stands.

    The caller's permission was checked before; it is asked again here, because whoever was waited for may have taken
    it: of two owners who remove each other at once, one stays.

    Raises:
        Forbidden: the caller lacks the permission by now.
    """
    await queries.lock_members(tx.connection, brand_id=tx.brand_id)
    if tx.actor.kind is ActorKind.SYSTEM:
        return Standing(frozenset(Permission), is_owner=True)
    if tx.actor.kind is ActorKind.CREDENTIAL:
        return Standing(tx.actor.permissions, is_owner=False)
    row = await queries.get_role_of(tx.connection, brand_id=tx.brand_id, user_id=tx.actor.user_id)
    standing = Standing(frozenset(row["permissions"]), row["role"] == OWNER) if row else Standing(frozenset(), False)
    if permission not in standing.permissions:
        raise Forbidden(f"your role in this brand lacks the permission {permission}")
    return standing


async def read_role_row(tx: Tx, role: str) -> Mapping[str, Any]:
    """The row of a role, held against deletion until the transaction ends.

    Raises:
        InvalidInput: there is no such role.
    """
    row: Mapping[str, Any] | None = None
    if ROLE_KEY.fullmatch(role):
        row = await queries.get_role(tx.connection, brand_id=tx.brand_id, role=role)
    if row is None:
        raise unknown("_role", "role")
    return row


async def role_to_give(tx: Tx, standing: Standing, role: str) -> Mapping[str, Any]:
    """The role, if the caller may give it: nobody gives more than he has, and only an owner makes owners.

    Raises:
        InvalidInput: there is no such role, or it allows more than the caller may (``ROLE_EXCEEDS_YOURS``).
    """
    row = await read_role_row(tx, role)
    refuse_more_than_held(standing, role, row["permissions"], "_role", "ROLE_EXCEEDS_YOURS")
    return row


def refuse_more_than_held(
    standing: Standing, role: str, permissions: Collection[str], argument: str, code: str
) -> None:
    """Raises :class:`InvalidInput` under ``code`` when a role is more than the caller's own."""
    if role == OWNER and not standing.is_owner:
        raise InvalidInput(argument, "only an owner decides who is an owner", code=code)
    lacking = sorted(set(permissions) - standing.permissions)
    if lacking and not standing.is_owner:
        raise InvalidInput(argument, f"you lack {', '.join(lacking)} yourself", code=code)


async def refuse_without_owner(tx: Tx, user_id: object, argument: str = "_user_id") -> None:
    """Raises :class:`InvalidInput` (``LAST_OWNER``) when nobody but this person owns the brand."""
    if not await queries.count_other_owners(tx.connection, brand_id=tx.brand_id, user_id=user_id):
        problem = "is the only owner, and a brand needs one"
        raise InvalidInput(argument, problem, code="LAST_OWNER", hint="make somebody else an owner first")
