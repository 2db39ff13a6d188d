"""invite_member: mailed once, stored as a hash, never more than the inviter has."""

from pathlib import Path
from uuid import uuid4

import psycopg

from tests.support.client import Brand, new_brand
from tests.support.machines import new_program
from tests.support.members import invitation_token, mails_to, new_member, new_role
from tests.support.server import LiveServer


async def test_the_token_is_in_the_mail_only(shared_brand: Brand, home: Path, owner: psycopg.Connection) -> None:
    email = f"{uuid4().hex}@example.com"
    made = await shared_brand.call("invite_member", email=email.upper(), role="viewer")
    assert (made["state"], made["role"], made["email"]) == ("open", "viewer", email.upper())
    token = await invitation_token(home, email.upper())
    (text,) = await mails_to(home, email.upper())
    assert "Viewer" in text
    assert shared_brand.owner.email in text
    for table in ("invitations", "audit_log", "account_mails"):
        assert not [row for row in owner.execute(f"SELECT t::text FROM {table} AS t").fetchall() if token in row[0]]
    preview = await shared_brand.owner.call("preview_invitation", token=token)
    assert (preview["email"], preview["role_title"]) == (email.upper(), "Viewer")


async def test_an_address_is_invited_once_and_a_member_not_at_all(shared_brand: Brand) -> None:
    email = f"{uuid4().hex}@example.com"
    await shared_brand.call("invite_member", email=email, role="viewer")
    again = await shared_brand.refused(409, "invite_member", email=email.upper(), role="viewer")
    mine = await shared_brand.refused(409, "invite_member", email=shared_brand.owner.email, role="viewer")
    assert (again["code"], mine["code"]) == ("ALREADY_INVITED", "ALREADY_MEMBER")


async def test_what_is_wrong_is_named(shared_brand: Brand) -> None:
    for argument, value in (("email", "nobody"), ("role", "emperor")):
        good = {"email": f"{uuid4().hex}@example.com", "role": "viewer"}
        error = await shared_brand.refused(400, "invite_member", **(good | {argument: value}))
        assert error["details"].startswith(f"_{argument}")


async def test_nobody_invites_to_more_than_he_has(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    role = await new_role(shared_brand, "members.read", "members.manage", "products.read")
    manager = await new_member(live_server, home, shared_brand, role)
    admin = await new_member(live_server, home, shared_brand, "admin")
    program = await new_program(shared_brand, "members.manage")
    email = f"{uuid4().hex}@example.com"
    for role in ("viewer", "admin"):
        error = await manager.refused(400, "invite_member", brand_id=shared_brand.id, email=email, role=role)
        assert error["code"] == "ROLE_EXCEEDS_YOURS"
    for refused in (
        await admin.post("invite_member", brand_id=shared_brand.id, email=email, role="owner"),
        await program.post("invite_member", email=email, role="owner"),
    ):
        assert (refused.status_code, refused.json()["code"]) == (400, "ROLE_EXCEEDS_YOURS")
    await manager.call("invite_member", brand_id=shared_brand.id, email=email, role="vendor")


async def test_another_brand_s_people_cannot_be_invited_for_it(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    await mine.owner.refused(403, "invite_member", brand_id=shared_brand.id, email="a@example.com", role="viewer")
