"""Gives a member another role."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import Permission
from countermark.features.members.member import Member, member_row
from countermark.features.members.standing import (
    OWNER,
    lock_members,
    queries,
    refuse_more_than_held,
    refuse_without_owner,
    role_to_give,
)
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest


class ChangeMemberRole(BrandRequest, frozen=True, kw_only=True):
    """``_role`` is the key of a role of the brand."""

    user_id: UUID
    role: str


async def change_member_role(tx: Tx, request: ChangeMemberRole) -> Member:
    """The member with the new role, which counts from their next request on. The same role again changes nothing.

    Raises:
        InvalidInput: no such member or role, a role that allows more than the caller may (``ROLE_EXCEEDS_YOURS``), a
            member who may more than the caller (``MEMBER_EXCEEDS_YOU``), or the only owner (``LAST_OWNER``).
    """
    standing = await lock_members(tx, Permission.MEMBERS_MANAGE)
    before = await member_row(tx, request.user_id)
    role = await role_to_give(tx, standing, request.role)
    if before["role"] == role["role"]:
        return record_from(Member, before)
    refuse_more_than_held(standing, before["role"], before["permissions"], "_user_id", "MEMBER_EXCEEDS_YOU")
    if before["role"] == OWNER:
        await refuse_without_owner(tx, request.user_id)
    await queries.set_member_role(tx.connection, brand_id=tx.brand_id, user_id=request.user_id, role=role["role"])
    old, new = {"role": before["role"]}, {"role": role["role"]}
    await record(tx, Action.MEMBER_ROLE_CHANGED, ("member", request.user_id), old=old, new=new)
    return record_from(Member, await member_row(tx, request.user_id))
