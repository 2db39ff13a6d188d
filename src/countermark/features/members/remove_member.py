"""Takes a member out of a brand."""

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
)
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest


class RemoveMember(BrandRequest, frozen=True, kw_only=True):
    """Whom. To leave oneself there is ``leave_brand``, which everybody may."""

    user_id: UUID


async def remove_member(tx: Tx, request: RemoveMember) -> Member:
    """The member who was: refused from the next request on. Their account and what they did stay.

    Raises:
        InvalidInput: no such member, one who may more than the caller (``MEMBER_EXCEEDS_YOU``), or the only owner
            (``LAST_OWNER``).
    """
    standing = await lock_members(tx, Permission.MEMBERS_MANAGE)
    before = await member_row(tx, request.user_id)
    refuse_more_than_held(standing, before["role"], before["permissions"], "_user_id", "MEMBER_EXCEEDS_YOU")
    if before["role"] == OWNER:
        await refuse_without_owner(tx, request.user_id)
    await queries.delete_member(tx.connection, brand_id=tx.brand_id, user_id=request.user_id)
    old = {"email": before["email"], "role": before["role"]}
    await record(tx, Action.MEMBER_REMOVED, ("member", request.user_id), old=old)
    return record_from(Member, before)
