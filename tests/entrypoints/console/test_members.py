"""Settings, members and roles, by forms: invited by mail, joined with a new account, changed, removed."""

from pathlib import Path
from uuid import uuid4

from tests.entrypoints.console.visitor import form_fields, location, new_visitor, signed_in, text_of
from tests.support.client import PASSWORD, new_brand
from tests.support.members import invitation_token, mails_to, new_member
from tests.support.server import LiveServer


async def test_who_is_invited_joins_with_a_new_account(live_server: LiveServer, home: Path) -> None:
    brand, email = await new_brand(live_server), f"{uuid4().hex}@example.com"
    owner, here = await signed_in(live_server, brand.owner.email), f"/console/{brand.subdomain}/settings/members"
    unsure = await owner.send(f"{here}/invite", email="nobody", role="viewer")
    assert (unsure.status_code, 'id="email-error"' in unsure.text) == (422, True)
    assert location(await owner.send(f"{here}/invite", email=email, role="viewer")) == here
    listed = await owner.get(here)
    assert email in listed.text
    invitation_id = (await brand.call("list_invitations"))["items"][0]["invitation_id"]
    again = f"{here}/invitations/{invitation_id}/resend"
    await owner.http.post(again, data=form_fields(listed, again))
    link = f"/console/invitation?token={await invitation_token(home, email, 2)}"
    assert len(await mails_to(home, email, 2)) == 2
    guest = new_visitor(live_server)
    asked = await guest.get(link)
    assert (asked.status_code, "Viewer" in text_of(asked)) == (200, True)
    token = form_fields(asked, "/console/invitation")["token"]
    short = await guest.send("/console/invitation", form_at=link, token=token, password="short", display_name="Ann")
    assert (short.status_code, 'id="password-error"' in short.text) == (422, True)
    made = await guest.send("/console/invitation", form_at=link, token=token, password=PASSWORD, display_name="Ann")
    assert location(made) == link
    joined = await guest.send("/console/invitation", form_at=link, token=token)
    assert location(joined) == f"/console/{brand.subdomain}/"
    assert (await guest.get(f"/console/{brand.subdomain}/products")).status_code == 200
    assert (await guest.get(link)).status_code == 404
    assert "Ann" in text_of(await owner.get(here))


async def test_who_has_an_account_signs_in_to_accept(live_server: LiveServer, home: Path) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    await brand.call("invite_member", email=other.owner.email, role="admin")
    token = await invitation_token(home, other.owner.email)
    link = f"/console/invitation?token={token}"
    guest = new_visitor(live_server)
    taken = await guest.send("/console/invitation", form_at=link, token=token, password="another password 1")
    assert (taken.status_code, "Sign in with its password" in text_of(taken)) == (422, True)
    stranger = await signed_in(live_server, brand.owner.email)
    assert "for another address" in text_of(await stranger.get(link))
    invited = await signed_in(live_server, other.owner.email)
    assert location(await invited.send("/console/invitation", form_at=link, token=token)).endswith("/")
    assert (await invited.get(f"/console/{brand.subdomain}/settings/members")).status_code == 200


async def test_a_member_is_given_another_role_removed_and_leaves(live_server: LiveServer, home: Path) -> None:
    brand = await new_brand(live_server)
    person = await new_member(live_server, home, brand, "admin")
    owner, here = await signed_in(live_server, brand.owner.email), f"/console/{brand.subdomain}/settings/members"
    path = f"{here}/{person.user_id}"
    assert location(await owner.send(path, role="viewer")) == here
    member = await signed_in(live_server, person.email)
    shown = await member.get(path)
    assert ("Leave brand" in shown.text, "Change role" in shown.text) == (True, False)
    unsure = await owner.send(f"{path}/remove", word="no")
    assert (unsure.status_code, "Type REMOVE" in unsure.text) == (422, True)
    last = await owner.send(f"{here}/{brand.owner.user_id}/leave", word="LEAVE")
    assert (last.status_code, "only owner" in text_of(last)) == (422, True)
    assert location(await owner.send(f"{path}/transfer", word="TRANSFER")) == here
    assert location(await owner.send(f"{here}/{brand.owner.user_id}/leave", word="leave")) == "/console/"
    assert (await owner.get(here)).status_code == 404
    assert (await member.get(here)).status_code == 200


async def test_a_role_is_made_changed_and_deleted(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    owner, here = await signed_in(live_server, brand.owner.email), f"/console/{brand.subdomain}/settings/roles"
    fields = {"title": "Print partner", "permission.mint.read": "1"}
    assert location(await owner.send(f"{here}/new", **fields)) == here
    shown = await owner.get(f"{here}/print_partner")
    assert 'name="permission.mint.read" value="1" checked' in shown.text
    await owner.send(f"{here}/print_partner", **(fields | {"permission.exports.read": "1"}))
    role = (await brand.call("list_roles"))[-1]
    assert (role["title"], role["permissions"]) == ("Print partner", ["exports.read", "mint.read"])
    assert (await owner.send(f"{here}/new", **fields)).status_code == 422
    copied = await owner.get(f"{here}/new?like=print_partner")
    assert 'name="permission.exports.read" value="1" checked' in copied.text
    assert "Nothing" in text_of(await owner.get(f"{here}/vendor"))
    assert location(await owner.send(f"{here}/print_partner/delete", form_at=f"{here}/print_partner")) == here
    assert (await owner.get(f"{here}/print_partner")).status_code == 404


async def test_another_brands_members_and_roles_are_not_found(live_server: LiveServer) -> None:
    mine, theirs = await new_brand(live_server), await new_brand(live_server)
    owner = await signed_in(live_server, mine.owner.email)
    for part in ("members", "roles"):
        assert (await owner.get(f"/console/{theirs.subdomain}/settings/{part}")).status_code == 404
    for end in ("", "/remove", "/transfer"):
        path = f"/console/{mine.subdomain}/settings/members/{theirs.owner.user_id}{end}"
        assert (await owner.get(path)).status_code == 404
