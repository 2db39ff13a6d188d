"""The member of a brand, as others in it see one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.members.standing import queries
from countermark.kit.errors import unknown
from countermark.kit.records import Record


class Member(Record, frozen=True, kw_only=True):
    """A person and their place in the brand."""

    user_id: UUID
    email: str
    display_name: str
    role: str
    role_title: str
    joined_at: datetime


async def member_row(tx: Tx, user_id: UUID) -> Mapping[str, Any]:
    """The member with the permissions of their role.

    Raises:
        InvalidInput: nobody of this id works in the brand.
    """
    row: Mapping[str, Any] | None = await queries.get_member(tx.connection, brand_id=tx.brand_id, user_id=user_id)
    if row is None:
        raise unknown("_user_id", "member")
    return row
