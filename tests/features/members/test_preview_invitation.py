"""preview_invitation: says what it is to, to whoever has the token and nobody else."""

from pathlib import Path
from uuid import uuid4

from tests.support.client import Brand
from tests.support.members import invitation_token


async def test_it_needs_the_token_and_nothing_else(shared_brand: Brand, home: Path) -> None:
    email = f"{uuid4().hex}@example.com"
    await shared_brand.call("invite_member", email=email, role="viewer")
    token = await invitation_token(home, email)
    post = shared_brand.owner.http.post
    shown = await post("/rest/v1/rpc/preview_invitation", json={"_token": token})
    assert shown.status_code == 200
    assert shown.json() | {"expires_at": ""} == {
        "brand_name": f"Brand {shared_brand.subdomain}",
        "role_title": "Viewer",
        "email": email,
        "invited_by_name": shared_brand.owner.email,
        "expires_at": "",
    }
    wrong = await post("/rest/v1/rpc/preview_invitation", json={"_token": token[:-4] + "AAAA"})
    assert (wrong.status_code, wrong.json()["code"]) == (400, "INVITATION_ENDED")
