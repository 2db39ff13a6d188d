"""Hands a brand over: another member becomes its owner, and the caller an administrator."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import ActorKind, Tx
from countermark.features.accounts.permissions import Permission
from countermark.features.members.member import Member, member_row
from countermark.features.members.standing import ADMIN, OWNER, lock_members, queries
from countermark.kit.errors import Forbidden, InvalidInput
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest


class TransferOwnership(BrandRequest, frozen=True, kw_only=True):
    """To whom: a member already."""

    user_id: UUID


async def transfer_ownership(tx: Tx, request: TransferOwnership) -> Member:
    """The new owner. The caller stays, as an administrator; other owners stay owners.

    Raises:
        Forbidden: the caller is not an owner, or no person.
        InvalidInput: no such member, or the caller's own id.
    """
    standing = await lock_members(tx, Permission.MEMBERS_MANAGE)
    if tx.actor.kind is not ActorKind.USER or not standing.is_owner:
        raise Forbidden("only an owner hands a brand over")
    if request.user_id == tx.actor.user_id:
        raise InvalidInput("_user_id", "is your own")
    before = await member_row(tx, request.user_id)
    for user_id, role in ((request.user_id, OWNER), (tx.actor.user_id, ADMIN)):
        await queries.set_member_role(tx.connection, brand_id=tx.brand_id, user_id=user_id, role=role)
    old = {"role": before["role"], "owner": tx.actor.user_id}
    new = {"role": OWNER, "owner": request.user_id}
    await record(tx, Action.OWNERSHIP_TRANSFERRED, ("member", request.user_id), old=old, new=new)
    return record_from(Member, await member_row(tx, request.user_id))
