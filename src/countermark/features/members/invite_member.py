"""Invites somebody into a brand, by mail."""

import asyncpg

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.account import normalized_email, token_hash
from countermark.features.accounts.permissions import Permission
from countermark.features.members.invitation import (
    LIFETIME,
    Invitation,
    invitation_from,
    mail_invitation,
    new_token,
    read_invitation,
)
from countermark.features.members.standing import lock_members, queries, role_to_give
from countermark.kit.clock import now
from countermark.kit.errors import Conflict
from countermark.kit.ids import uuid7
from countermark.kit.requests import BrandRequest


class InviteMember(BrandRequest, frozen=True, kw_only=True):
    """``_role`` is the key of a role that allows no more than the caller may."""

    email: str
    role: str


async def invite_member(tx: Tx, request: InviteMember) -> Invitation:
    """The invitation. Its token goes by mail, works once and for a week, and is stored as a hash.

    Raises:
        InvalidInput: not an address, no such role, or a role that allows more than the caller may
            (``ROLE_EXCEEDS_YOURS``).
        Conflict: who has this address is a member (``ALREADY_MEMBER``) or invited (``ALREADY_INVITED``) already.
    """
    standing = await lock_members(tx, Permission.MEMBERS_MANAGE)
    email = normalized_email(request.email, "_email")
    role = await role_to_give(tx, standing, request.role)
    here = {"brand_id": tx.brand_id, "email_normalized": email}
    if await queries.find_member_by_email(tx.connection, **here):
        raise Conflict("_email", "is a member's already", code="ALREADY_MEMBER")
    await queries.end_expired_invitations(tx.connection, **here)
    invitation_id = uuid7()
    token = new_token(tx.brand_id, invitation_id)
    told = {"email": request.email.strip(), "role": role["role"], "expires_at": now() + LIFETIME}
    try:
        await queries.insert_invitation(
            tx.connection,
            invitation_id=invitation_id,
            token_hash=token_hash(token),
            invited_by=tx.actor.user_id,
            **here,
            **told,
        )
    except asyncpg.UniqueViolationError:
        hint = "send the invitation again, or revoke it"
        raise Conflict("_email", "is invited already", code="ALREADY_INVITED", hint=hint) from None
    row = await read_invitation(tx, invitation_id)
    await mail_invitation(tx, row, token)
    await record(tx, Action.MEMBER_INVITED, ("invitation", invitation_id), new=told)
    return invitation_from(row)
