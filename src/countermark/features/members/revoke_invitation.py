"""Takes an invitation back."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import Permission
from countermark.features.members.invitation import (
    Invitation,
    InvitationState,
    invitation_from,
    read_invitation,
    state_of,
)
from countermark.features.members.standing import lock_members, queries
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest


class RevokeInvitation(BrandRequest, frozen=True, kw_only=True):
    """Which invitation."""

    invitation_id: UUID


async def revoke_invitation(tx: Tx, request: RevokeInvitation) -> Invitation:
    """The invitation, revoked: its token is worth nothing. One that was revoked before stays as it is.

    Raises:
        InvalidInput: no such invitation, or it was accepted (``INVITATION_ENDED``): remove the member instead.
    """
    await lock_members(tx, Permission.MEMBERS_MANAGE)
    before = await read_invitation(tx, request.invitation_id)
    state = state_of(before)
    if state is InvitationState.ACCEPTED:
        hint = "remove the member instead"
        raise InvalidInput("_invitation_id", "was accepted already", code="INVITATION_ENDED", hint=hint)
    if state is InvitationState.REVOKED:
        return invitation_from(before)
    here = {"brand_id": tx.brand_id, "invitation_id": request.invitation_id}
    await queries.revoke_invitation(tx.connection, **here)
    row = await read_invitation(tx, request.invitation_id)
    old, new = {"revoked_at": None}, {"revoked_at": row["revoked_at"]}
    await record(tx, Action.INVITATION_REVOKED, ("invitation", request.invitation_id), old=old, new=new)
    return invitation_from(row)
