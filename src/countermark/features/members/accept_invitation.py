"""Accepts an invitation: the caller becomes a member."""

from dataclasses import replace
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.members.invitation import find_by_token
from countermark.features.members.standing import queries
from countermark.kit.errors import Conflict, InvalidInput
from countermark.kit.records import Record
from countermark.kit.requests import Request


class AcceptInvitation(Request, frozen=True, kw_only=True):
    """``_token`` is the one of the mail."""

    token: str


class BrandJoined(Record, frozen=True, kw_only=True):
    """The brand that the caller is in from now on, and as what."""

    brand_id: UUID
    subdomain: str
    name: str
    role: str


async def accept_invitation(tx: Tx, request: AcceptInvitation) -> BrandJoined:
    """Makes the caller a member with the role of the invitation, which is spent by it.

    Only the account of the invited address can accept: who forwards the mail gives nothing away.

    Raises:
        InvalidInput: the token is worth nothing, or no longer (``INVITATION_ENDED``), or the caller's account has
            another address (``INVITATION_FOR_ANOTHER``).
        Conflict: the caller is a member already (``ALREADY_MEMBER``).
    """
    found = await find_by_token(tx.connection, request.token, lock=True)
    joined = replace(tx, brand_id=found.brand_id)
    person = await queries.get_person(tx.connection, user_id=tx.actor.user_id)
    if person["email_normalized"] != found.row["email_normalized"]:
        problem, hint = "is for another address than your account's", "sign in with the address it was sent to"
        raise InvalidInput("_token", problem, code="INVITATION_FOR_ANOTHER", hint=hint)
    here = {"brand_id": found.brand_id, "user_id": tx.actor.user_id}
    if await queries.insert_member(tx.connection, role=found.row["role"], **here) is None:
        raise Conflict("_token", "you are a member of this brand already", code="ALREADY_MEMBER")
    await queries.accept_invitation(tx.connection, invitation_id=found.row["invitation_id"], **here)
    new = {"invitation_id": found.row["invitation_id"], "email": person["email"], "role": found.row["role"]}
    await record(joined, Action.INVITATION_ACCEPTED, ("member", tx.actor.user_id or ""), new=new)
    return BrandJoined(
        brand_id=found.brand_id,
        subdomain=await queries.get_brand_subdomain(tx.connection, brand_id=found.brand_id),
        name=await queries.get_brand_name(tx.connection, brand_id=found.brand_id),
        role=found.row["role"],
    )
