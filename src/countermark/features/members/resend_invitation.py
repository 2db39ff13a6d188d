"""Sends an invitation again, under a new token."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.account import token_hash
from countermark.features.accounts.permissions import Permission
from countermark.features.members.invitation import (
    LIFETIME,
    Invitation,
    InvitationState,
    invitation_from,
    mail_invitation,
    new_token,
    read_invitation,
    state_of,
)
from countermark.features.members.standing import lock_members, queries, role_to_give
from countermark.kit.clock import now
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest


class ResendInvitation(BrandRequest, frozen=True, kw_only=True):
    """Which invitation: an open or an expired one."""

    invitation_id: UUID


async def resend_invitation(tx: Tx, request: ResendInvitation) -> Invitation:
    """The invitation, good for another week. The token sent before is worth nothing from now on.

    Raises:
        InvalidInput: no such invitation, one that was accepted or revoked (``INVITATION_ENDED``), or whose role allows
            more than the caller may (``ROLE_EXCEEDS_YOURS``).
    """
    standing = await lock_members(tx, Permission.MEMBERS_MANAGE)
    before = await read_invitation(tx, request.invitation_id)
    state = state_of(before)
    if state not in (InvitationState.OPEN, InvitationState.EXPIRED):
        raise InvalidInput("_invitation_id", f"was {state} already", code="INVITATION_ENDED", hint="invite anew")
    await role_to_give(tx, standing, before["role"])
    token = new_token(tx.brand_id, request.invitation_id)
    here = {"brand_id": tx.brand_id, "invitation_id": request.invitation_id}
    await queries.renew_invitation(tx.connection, token_hash=token_hash(token), expires_at=now() + LIFETIME, **here)
    row = await read_invitation(tx, request.invitation_id)
    await mail_invitation(tx, row, token)
    old, new = {"expires_at": before["expires_at"]}, {"expires_at": row["expires_at"]}
    await record(tx, Action.INVITATION_RESENT, ("invitation", request.invitation_id), old=old, new=new)
    return invitation_from(row)
