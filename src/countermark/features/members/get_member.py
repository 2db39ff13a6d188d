"""Reads one member of a brand."""

from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.members.member import Member, member_row
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest


class GetMember(BrandRequest, frozen=True, kw_only=True):
    """Whom."""

    user_id: UUID


async def get_member(tx: Tx, request: GetMember) -> Member:
    """The member.

    Raises:
        InvalidInput: nobody of this id works in the brand.
    """
    return record_from(Member, await member_row(tx, request.user_id))
