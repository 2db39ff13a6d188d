"""The door to a brand: who may do what in it."""

from dataclasses import replace

from countermark.db.transaction import Actor, ActorKind, Tx
from countermark.features.accounts.account import queries
from countermark.features.accounts.machine_access import access_brand_as_machine
from countermark.features.accounts.machines import Machine
from countermark.features.accounts.permissions import Permission
from countermark.features.accounts.tokens import Caller
from countermark.kit.errors import Forbidden, NotAuthenticated


def actor_of(caller: Caller | Machine) -> Actor:
    """Who is named for what a caller does, before anything is known of what they may do."""
    if isinstance(caller, Machine):
        return Actor(ActorKind.CREDENTIAL, caller.credential_id)
    return Actor(ActorKind.USER, caller.user_id)


async def access_brand(tx: Tx, caller: Caller | Machine, permission: Permission | None) -> Tx:
    """``tx`` with the caller's permissions in its actor.

    Raises:
        NotAuthenticated: the session was ended, or has expired; a credential was revoked, has expired, or was rotated.
        Forbidden: not a member of this brand, the brand does not exist (the same error), or the role lacks
            ``permission``.
    """
    if isinstance(caller, Machine):
        return await access_brand_as_machine(tx, caller, permission)
    row = await queries.get_access(
        tx.connection, brand_id=tx.brand_id, user_id=caller.user_id, session_id=caller.session_id
    )
    if not row["session_is_live"]:
        raise NotAuthenticated("this session was ended", "sign in again")
    if row["permissions"] is None:
        raise Forbidden
    permissions = frozenset(row["permissions"])
    if permission is not None and permission not in permissions:
        raise Forbidden(f"your role in this brand lacks the permission {permission}")
    return replace(tx, actor=Actor(ActorKind.USER, caller.user_id, permissions))
