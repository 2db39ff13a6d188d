"""Settings, members: who works in the brand, who is invited, and what each may do."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import REFUSED, Form, read_form
from countermark.entrypoints.console.listing import listing_of
from countermark.entrypoints.console.permission_groups import PERMISSION_WORDS
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.members.member import Member
from countermark.features.members.role import Role
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
MOST_LISTED = 200


def _here(visit: Visit) -> str:
    return f"{visit.home}settings/members"


async def _roles_to_give(visit: Visit) -> list[Role]:
    """The roles that the person may give: none that allows more than their own."""
    roles: list[Role] = await visit.call("list_roles")
    is_owner = visit.brand.role == "owner"
    return [
        role for role in roles if is_owner or (role.role != "owner" and visit.permissions.issuperset(role.permissions))
    ]


@get("/settings/members")
async def show_members(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Members, and above them the invitations that wait."""
    found = await visit.call("list_members", cursor=request.query_params.get("cursor"))
    invited = await visit.call("list_invitations", limit=MOST_LISTED)
    listing = listing_of(request, found, Form())
    return page(request, "settings/members.html", visit=visit, listing=listing, invitations=invited.items)


async def _invite_page(request: AnyRequest, visit: Visit, form: Form) -> Response[Any]:
    status, roles = REFUSED if form.errors else 200, await _roles_to_give(visit)
    return page(
        request, "settings/invite.html", status=status, visit=visit, form=form, roles=roles, words=PERMISSION_WORDS
    )


@get("/settings/members/invite")
async def show_invite(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The form of an invitation."""
    return await _invite_page(request, visit, Form({"role": "viewer"}))


@post("/settings/members/invite")
async def do_invite(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Sends the invitation."""
    form = await read_form(request, "email", "role")
    try:
        invitation = await visit.call("invite_member", email=form["email"], role=form["role"])
    except OperationError as error:
        return await _invite_page(request, visit, form.refuse(error))
    return go(request, _here(visit), f"{invitation.email} is invited. The link in the mail is good for seven days.")


@post("/settings/members/invitations/{invitation_id:str}/resend")
async def do_resend(request: AnyRequest, visit: InBrand, invitation_id: str) -> Response[Any]:
    """Sends an invitation again."""
    invitation = await visit.call("resend_invitation", invitation_id=invitation_id)
    return go(request, _here(visit), f"A new mail goes to {invitation.email}. The link sent before has ended.")


@post("/settings/members/invitations/{invitation_id:str}/revoke")
async def do_revoke_invitation(request: AnyRequest, visit: InBrand, invitation_id: str) -> Response[Any]:
    """Takes an invitation back."""
    invitation = await visit.call("revoke_invitation", invitation_id=invitation_id)
    return go(request, _here(visit), f"The invitation of {invitation.email} is taken back.")


async def _member_page(request: AnyRequest, visit: Visit, member: Member, form: Form) -> Response[Any]:
    roles = await _roles_to_give(visit)
    return page(
        request,
        "settings/member.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        member=member,
        form=form,
        roles=roles,
        is_you=member.user_id == visit.person.user.user_id,
        may_change=visit.may("members.manage") and member.role in {role.role for role in roles},
    )


@get("/settings/members/{user_id:str}")
async def show_member(request: AnyRequest, visit: InBrand, user_id: str) -> Response[Any]:
    """One member, with what can be done about them."""
    member: Member = await visit.call("get_member", user_id=user_id)
    return await _member_page(request, visit, member, Form({"role": member.role}))


@post("/settings/members/{user_id:str}")
async def do_change_role(request: AnyRequest, visit: InBrand, user_id: str) -> Response[Any]:
    """Gives the member another role."""
    member: Member = await visit.call("get_member", user_id=user_id)
    form = await read_form(request, "role")
    try:
        changed = await visit.call("change_member_role", user_id=user_id, role=form["role"])
    except OperationError as error:
        return await _member_page(request, visit, member, form.refuse(error))
    return go(request, _here(visit), f"{_name(changed)} is now {changed.role_title}.")


def _name(member: Member) -> str:
    return member.display_name or member.email


@get("/settings/members/{user_id:str}/{action:str}")
async def show_end(request: AnyRequest, visit: InBrand, user_id: str, action: str) -> Response[Any]:
    """What removing, leaving or handing over means."""
    return await _end_page(request, visit, user_id, action, Form())


async def _end_page(request: AnyRequest, visit: Visit, user_id: str, action: str, form: Form) -> Response[Any]:
    member: Member = await visit.call("get_member", user_id=user_id)
    if action not in ENDS:
        return go(request, f"{_here(visit)}/{user_id}")
    status = REFUSED if form.errors else 200
    return page(
        request, f"settings/member_{action}.html", status=status, visit=visit, member=member, form=form, error=form
    )


@post("/settings/members/{user_id:str}/{action:str}")
async def do_end(request: AnyRequest, visit: InBrand, user_id: str, action: str) -> Response[Any]:
    """Removes the member, leaves, or hands the brand over."""
    form = await read_form(request, "word")
    word = ENDS.get(action)
    if word is None or not form.confirms(word):
        return await _end_page(request, visit, user_id, action, form)
    member: Member = await visit.call("get_member", user_id=user_id)
    try:
        if action == "remove":
            await visit.call("remove_member", user_id=user_id)
            return go(request, _here(visit), f"{_name(member)} is no longer a member.")
        if action == "transfer":
            await visit.call("transfer_ownership", user_id=user_id)
            return go(request, _here(visit), f"{_name(member)} owns {visit.brand.name} now. You are an administrator.")
        await visit.call("leave_brand")
    except OperationError as error:
        form.errors["word"] = getattr(error, "problem", error.details).capitalize()
        return await _end_page(request, visit, user_id, action, form)
    return go(request, "/console/", f"You have left {visit.brand.name}.")


ENDS = {"remove": "REMOVE", "transfer": "TRANSFER", "leave": "LEAVE"}
MEMBER_PAGES = (
    show_members,
    show_invite,
    do_invite,
    do_resend,
    do_revoke_invitation,
    show_member,
    do_change_role,
    show_end,
    do_end,
)
