"""revoke_invitation: the link ends."""

from pathlib import Path

from tests.support.client import Brand, new_brand, sign_up
from tests.support.members import invitation_token
from tests.support.server import LiveServer


async def test_its_link_ends(live_server: LiveServer, shared_brand: Brand, home: Path) -> None:
    person = await sign_up(live_server)
    made = await shared_brand.call("invite_member", email=person.email, role="viewer")
    token = await invitation_token(home, person.email)
    for _ in range(2):
        revoked = await shared_brand.call("revoke_invitation", invitation_id=made["invitation_id"])
        assert revoked["state"] == "revoked"
    assert (await person.refused(400, "accept_invitation", token=token))["code"] == "INVITATION_ENDED"
    await shared_brand.call("invite_member", email=person.email, role="viewer")


async def test_another_brand_s_invitation_is_not_revoked(live_server: LiveServer, shared_brand: Brand) -> None:
    mine = await new_brand(live_server)
    made = await shared_brand.call("invite_member", email="revoke@example.com", role="viewer")
    error = await mine.refused(400, "revoke_invitation", invitation_id=made["invitation_id"])
    assert error["code"] == "NOT_FOUND"
