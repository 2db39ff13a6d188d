"""What an invitation is to, for whoever has its token."""

from datetime import datetime

from countermark.db.transaction import Tx
from countermark.features.members.invitation import find_by_token
from countermark.features.members.standing import queries
from countermark.kit.clock import to_second
from countermark.kit.records import Record
from countermark.kit.requests import Request


class PreviewInvitation(Request, frozen=True, kw_only=True):
    """``_token`` is the one of the mail."""

    token: str


class InvitationPreview(Record, frozen=True, kw_only=True):
    """Into which brand, as what, whom, by whom and until when."""

    brand_name: str
    role_title: str
    email: str
    invited_by_name: str | None
    expires_at: datetime


async def preview_invitation(tx: Tx, request: PreviewInvitation) -> InvitationPreview:
    """What an open invitation says.

    Raises:
        InvalidInput: the token is worth nothing, or no longer (``INVITATION_ENDED``).
    """
    found = await find_by_token(tx.connection, request.token)
    return InvitationPreview(
        brand_name=await queries.get_brand_name(tx.connection, brand_id=found.brand_id),
        role_title=found.row["role_title"],
        email=found.row["email"],
        invited_by_name=found.row["invited_by_name"],
        expires_at=to_second(found.row["expires_at"]),
    )
