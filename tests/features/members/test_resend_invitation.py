"""resend_invitation: a new link, and the one before is worth nothing."""

from pathlib import Path

from tests.support.client import Brand, new_brand, sign_up
from tests.support.members import invitation_token
from tests.support.server import LiveServer


async def test_only_the_latest_link_works(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    person = await sign_up(live_server)
    made = await shared_brand.call("invite_member", email=person.email, role="viewer")
    first = await invitation_token(home, person.email)
    await shared_brand.call("resend_invitation", invitation_id=made["invitation_id"])
    second = await invitation_token(home, person.email, 2)
    assert (await person.refused(400, "accept_invitation", token=first))["code"] == "INVITATION_ENDED"
    await person.call("accept_invitation", token=second)
    error = await shared_brand.refused(400, "resend_invitation", invitation_id=made["invitation_id"])
    assert error["code"] == "INVITATION_ENDED"


async def test_another_brand_s_invitation_is_not_sent(live_server: LiveServer, shared_brand: Brand) -> None:
    mine, email = await new_brand(live_server), "resend@example.com"
    made = await shared_brand.call("invite_member", email=email, role="viewer")
    error = await mine.refused(400, "resend_invitation", invitation_id=made["invitation_id"])
    assert error["code"] == "NOT_FOUND"
