"""Leaves a brand: for every member, whatever the role allows."""

from dataclasses import replace
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx, enter_brand
from countermark.features.members.standing import OWNER, queries, refuse_without_owner
from countermark.kit.errors import Forbidden
from countermark.kit.records import Record
from countermark.kit.requests import Request


class LeaveBrand(Request, frozen=True, kw_only=True):
    """Which brand."""

    brand_id: UUID


class BrandLeft(Record, frozen=True, kw_only=True):
    """The brand that the caller is no longer in, and the role that ended."""

    brand_id: UUID
    role: str


async def leave_brand(tx: Tx, request: LeaveBrand) -> BrandLeft:
    """Ends the caller's membership. Only a new invitation brings it back.

    Raises:
        Forbidden: not a member, or there is no such brand (the same error).
        InvalidInput: the only owner (``LAST_OWNER``).
    """
    await enter_brand(tx.connection, request.brand_id)
    left = replace(tx, brand_id=request.brand_id)
    user_id = tx.actor.user_id
    if await queries.get_role_of(tx.connection, brand_id=left.brand_id, user_id=user_id) is None:
        raise Forbidden
    await queries.lock_members(tx.connection, brand_id=left.brand_id)
    membership = await queries.get_role_of(tx.connection, brand_id=left.brand_id, user_id=user_id)
    if membership is None:
        raise Forbidden
    if membership["role"] == OWNER:
        await refuse_without_owner(left, user_id, "_brand_id")
    await queries.delete_member(tx.connection, brand_id=left.brand_id, user_id=user_id)
    await record(left, Action.MEMBER_LEFT, ("member", user_id or ""), old={"role": membership["role"]})
    return BrandLeft(brand_id=left.brand_id, role=membership["role"])
