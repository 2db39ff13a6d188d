"""Changes a role of the brand's own."""

from msgspec import UNSET, UnsetType

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import Permission
from countermark.features.members.role import Role, checked_permissions, checked_title, own_role, read_role
from countermark.features.members.standing import lock_members, queries
from countermark.kit.requests import BrandRequest, Patch


class RolePatch(Patch, frozen=True, kw_only=True):
    """An absent key is left alone; ``permissions`` is the whole new list."""

    title: str | UnsetType = UNSET
    permissions: list[str] | UnsetType = UNSET


class UpdateRole(BrandRequest, frozen=True, kw_only=True):
    """``_role`` is the key, which stays."""

    role: str
    patch: RolePatch


async def update_role(tx: Tx, request: UpdateRole) -> Role:
    """The role after the change, which counts for everybody who holds it from their next request on.

    Raises:
        InvalidInput: no such role, a built-in one (``ROLE_IS_BUILT_IN``), an unknown permission, or one that the caller
            lacks and the role had not before (``PERMISSION_NOT_HELD``).
    """
    standing = await lock_members(tx, Permission.ROLES_MANAGE)
    before = await own_role(tx, request.role)
    changes: dict[str, object] = {}
    if request.patch.title is not UNSET:
        changes["title"] = checked_title("_patch.title", request.patch.title)
    if request.patch.permissions is not UNSET:
        wanted = request.patch.permissions
        changes["permissions"] = checked_permissions(standing, "_patch.permissions", wanted, before["permissions"])
    changed = {name: value for name, value in changes.items() if before[name] != value}
    if changed:
        values = {name: before[name] for name in ("title", "permissions")} | changed
        await queries.update_role(tx.connection, brand_id=tx.brand_id, role=before["role"], **values)
        old = {name: before[name] for name in changed}
        await record(tx, Action.ROLE_UPDATED, ("role", before["role"]), old=old, new=changed)
    return await read_role(tx, before["role"])
