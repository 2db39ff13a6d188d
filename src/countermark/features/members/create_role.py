"""Makes a role of the brand's own."""

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import Permission
from countermark.features.members.role import Role, checked_permissions, checked_title, key_of, read_role
from countermark.features.members.standing import lock_members, queries
from countermark.kit.errors import Conflict
from countermark.kit.requests import BrandRequest


class CreateRole(BrandRequest, frozen=True, kw_only=True):
    """``_permissions`` are permission keys, none that the caller lacks."""

    title: str
    permissions: list[str]


async def create_role(tx: Tx, request: CreateRole) -> Role:
    """The role. Its key is made from the title and stays when that changes.

    Raises:
        InvalidInput: a bad title, an unknown permission or one that the caller lacks (``PERMISSION_NOT_HELD``).
        Conflict: there is a role of this key (``ROLE_TAKEN``).
    """
    standing = await lock_members(tx, Permission.ROLES_MANAGE)
    title = checked_title("_title", request.title)
    permissions = checked_permissions(standing, "_permissions", request.permissions)
    role = key_of(title)
    made = await queries.insert_role(
        tx.connection, brand_id=tx.brand_id, role=role, title=title, permissions=permissions
    )
    if made is None:
        raise Conflict("_title", f"there is a role {role!r} already", code="ROLE_TAKEN", hint="choose another title")
    await record(tx, Action.ROLE_CREATED, ("role", role), new={"title": title, "permissions": permissions})
    return await read_role(tx, role)
