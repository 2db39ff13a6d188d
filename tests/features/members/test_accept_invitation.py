"""accept_invitation: once, in time, by whom it was sent to."""

import asyncio
from pathlib import Path

import psycopg
import pytest

from tests.support.client import Brand, new_brand, sign_up
from tests.support.members import invitation_token
from tests.support.server import LiveServer


async def test_it_works_once_even_for_many_at_once(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    person = await sign_up(live_server)
    await shared_brand.call("invite_member", email=person.email, role="marketing_editor")
    token = await invitation_token(home, person.email)
    await person.refused(403, "get_brand", brand_id=shared_brand.id)
    answers = await asyncio.gather(*(person.post("accept_invitation", token=token) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]
    joined = next(answer.json() for answer in answers if answer.status_code == 200)
    assert (joined["subdomain"], joined["role"]) == (shared_brand.subdomain, "marketing_editor")
    await person.call("get_brand", brand_id=shared_brand.id)
    assert (await person.refused(400, "accept_invitation", token=token))["code"] == "INVITATION_ENDED"


async def test_only_the_invited_address_can_accept(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    invited, other = await sign_up(live_server), await sign_up(live_server)
    await shared_brand.call("invite_member", email=invited.email, role="viewer")
    token = await invitation_token(home, invited.email)
    assert (await other.refused(400, "accept_invitation", token=token))["code"] == "INVITATION_FOR_ANOTHER"
    await other.refused(403, "get_brand", brand_id=shared_brand.id)


async def test_one_that_is_too_old_opens_nothing(
    live_server: LiveServer, shared_brand: Brand, home: Path, owner: psycopg.Connection
) -> None:
    person = await sign_up(live_server)
    made = await shared_brand.call("invite_member", email=person.email, role="viewer")
    token = await invitation_token(home, person.email)
    owner.execute("UPDATE invitations SET expires_at = now() WHERE invitation_id = %s", (made["invitation_id"],))
    assert (await person.refused(400, "accept_invitation", token=token))["code"] == "INVITATION_ENDED"
    again = await shared_brand.call("invite_member", email=person.email, role="viewer")
    assert again["invitation_id"] != made["invitation_id"]


@pytest.mark.parametrize("token", ["", "x", "A" * 86, "é" * 86, "A" * 5000])
async def test_what_is_no_token_opens_nothing(shared_brand: Brand, token: str) -> None:
    assert (await shared_brand.owner.refused(400, "accept_invitation", token=token))["code"] == "INVITATION_ENDED"


async def test_another_brand_is_not_joined_by_it(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    person, other = await sign_up(live_server), await new_brand(live_server)
    await shared_brand.call("invite_member", email=person.email, role="admin")
    await person.call("accept_invitation", token=await invitation_token(home, person.email))
    await person.refused(403, "get_brand", brand_id=other.id)
