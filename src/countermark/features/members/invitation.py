"""The invitation into a brand: its record, its token, its mail, and the doors to one."""

import base64
import binascii
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from countermark.db.pool import Connection
from countermark.db.transaction import ActorKind, Tx, enter_brand
from countermark.features.accounts.account import token_hash
from countermark.features.accounts.mail import AccountMail, MailKind, post_mail
from countermark.features.members.standing import queries
from countermark.kit.clock import now
from countermark.kit.errors import InvalidInput, unknown
from countermark.kit.records import Record, record_from

LIFETIME = timedelta(days=7)
_SECRET_BYTES = 32
_TOKEN_BYTES = 16 + 16 + _SECRET_BYTES


class InvitationState(StrEnum):
    """Where an invitation stands."""

    OPEN = "open"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    REVOKED = "revoked"


class Invitation(Record, frozen=True, kw_only=True):
    """An invitation. Its token is in the mail only."""

    invitation_id: UUID
    email: str
    role: str
    role_title: str | None
    state: InvitationState
    invited_by: UUID | None
    invited_by_name: str | None
    created_at: datetime
    sent_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None


def invitation_from(row: Mapping[str, Any]) -> Invitation:
    """The record of a row."""
    return record_from(Invitation, {**row, "state": state_of(row)})


def state_of(row: Mapping[str, Any]) -> InvitationState:
    """Where the invitation of a row stands."""
    if row["accepted_at"] is not None:
        return InvitationState.ACCEPTED
    if row["revoked_at"] is not None:
        return InvitationState.REVOKED
    return InvitationState.EXPIRED if row["expires_at"] <= now() else InvitationState.OPEN


async def read_invitation(tx: Tx, invitation_id: UUID) -> Mapping[str, Any]:
    """The row of an invitation.

    Raises:
        InvalidInput: there is none, or it is another brand's (the same error).
    """
    row: Mapping[str, Any] | None = await queries.get_invitation(
        tx.connection, brand_id=tx.brand_id, invitation_id=invitation_id
    )
    if row is None:
        raise unknown("_invitation_id", "invitation")
    return row


def new_token(brand_id: UUID, invitation_id: UUID) -> str:
    """A token to mail: it names its brand and invitation, so that it can be looked for inside that brand."""
    raw = brand_id.bytes + invitation_id.bytes + secrets.token_bytes(_SECRET_BYTES)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Found:
    """The brand and the row of an open invitation whose token somebody has."""

    brand_id: UUID
    row: Mapping[str, Any]


async def find_by_token(connection: Connection, token: str, *, lock: bool = False) -> Found:
    """The open invitation of a token; the connection's transaction is inside its brand from here on.

    Raises:
        InvalidInput: no such token, or it was used, revoked, renewed or is too old (``INVITATION_ENDED``, the same
            for all).
    """
    ids = _ids_of(token)
    if ids is None:
        raise _ended()
    brand_id, invitation_id = ids
    await enter_brand(connection, brand_id)
    if lock:
        await queries.lock_members(connection, brand_id=brand_id)
        await queries.lock_invitation(connection, brand_id=brand_id, invitation_id=invitation_id)
    row = await queries.get_invitation(connection, brand_id=brand_id, invitation_id=invitation_id)
    if row is None or not hmac.compare_digest(row["token_hash"], token_hash(token)):
        raise _ended()
    if state_of(row) is not InvitationState.OPEN or row["role_title"] is None:
        raise _ended()
    return Found(brand_id, row)


def _ids_of(token: str) -> tuple[UUID, UUID] | None:
    try:
        raw = base64.b64decode(token[:200] + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return (UUID(bytes=raw[:16]), UUID(bytes=raw[16:32])) if len(raw) == _TOKEN_BYTES else None


def _ended() -> InvalidInput:
    problem = "this invitation was used, taken back or renewed, or is too old"
    return InvalidInput("_token", problem, code="INVITATION_ENDED", hint="ask who invited you for a new one")


async def mail_invitation(tx: Tx, row: Mapping[str, Any], token: str) -> None:
    """Sends the invitation once the transaction commits."""
    inviter = None
    if tx.actor.kind is ActorKind.USER:
        inviter = await queries.get_person(tx.connection, user_id=tx.actor.user_id)
    facts = {
        "brand": await queries.get_brand_name(tx.connection, brand_id=tx.brand_id),
        "role": row["role_title"] or row["role"],
        "inviter": (inviter["display_name"] or inviter["email"]) if inviter else "",
        "path": f"/console/invitation?token={token}",
        "days": str(LIFETIME.days),
    }
    await post_mail(tx.connection, tx.master_key, AccountMail(kind=MailKind.INVITATION, to=row["email"], facts=facts))
