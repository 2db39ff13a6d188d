"""Deletes a role of the brand's own that nobody holds."""

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import Permission
from countermark.features.members.role import Role, own_role, read_role
from countermark.features.members.standing import lock_members, queries
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest


class DeleteRole(BrandRequest, frozen=True, kw_only=True):
    """Which role."""

    role: str


async def delete_role(tx: Tx, request: DeleteRole) -> Role:
    """The role that was. What it was is in the audit log.

    Raises:
        InvalidInput: no such role, a built-in one (``ROLE_IS_BUILT_IN``), or one that members hold or that somebody is
            invited to (``ROLE_IN_USE``).
    """
    await lock_members(tx, Permission.ROLES_MANAGE)
    before = await own_role(tx, request.role)
    role = await read_role(tx, before["role"])
    if role.members or role.invitations:
        problem = f"{role.members} members hold it, and {role.invitations} people are invited to it"
        raise InvalidInput("_role", problem, code="ROLE_IN_USE", hint="give them another role first")
    await queries.delete_role(tx.connection, brand_id=tx.brand_id, role=role.role)
    old = {"title": role.title, "permissions": role.permissions}
    await record(tx, Action.ROLE_DELETED, ("role", role.role), old=old)
    return role
