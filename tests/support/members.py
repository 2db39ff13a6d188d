"""People in a brand: invited by mail as users are, or taken in by way of it."""

import re
from email import message_from_bytes, policy
from pathlib import Path
from uuid import uuid4

from tests.support.client import Brand, Person, new_brand, sign_up
from tests.support.server import LiveServer
from tests.support.waiting import until

TOKEN = re.compile(r"/console/invitation\?token=([A-Za-z0-9_-]+)")


async def mails_to(home: Path, email: str, number: int = 1) -> list[str]:
    """The texts of at least so many mails to an address, the oldest first, once they are sent."""

    async def found() -> list[str]:
        messages = []
        for path in sorted((home / "mails").glob("*.eml")):
            message = message_from_bytes(path.read_bytes(), policy=policy.default)
            body = message.get_body(("plain",))
            if message["To"] == email and body is not None:
                messages.append(body.get_content())
        return messages

    return await until(found, lambda texts: len(texts) >= number, within_s=30)


async def invitation_token(home: Path, email: str, number: int = 1) -> str:
    """The token of the latest of so many invitations to an address."""
    found = TOKEN.search((await mails_to(home, email, number))[number - 1])
    assert found
    return found[1]


async def new_member(server: LiveServer, home: Path, brand: Brand, role: str) -> Person:
    """A fresh person in the brand, who accepted an invitation."""
    person = await sign_up(server)
    await brand.call("invite_member", email=person.email, role=role)
    await person.call("accept_invitation", token=await invitation_token(home, person.email))
    return person


async def new_role(brand: Brand, *permissions: str) -> str:
    """The key of a fresh role of the brand's own."""
    role = await brand.call("create_role", title=f"Role {uuid4().hex[:8]}", permissions=list(permissions))
    return str(role["role"])


async def member_variables(server: LiveServer, home: Path, brand: Brand, example: str) -> dict[str, str]:
    """What an example in the docs starts from, as far as it is about members."""
    made: dict[str, str] = {}
    if "$MEMBER_ID" in example:
        made["MEMBER_ID"] = (await new_member(server, home, brand, "viewer")).user_id
    if "$INVITATION_ID" in example:
        email = f"{uuid4().hex}@example.com"
        made["INVITATION_ID"] = (await brand.call("invite_member", email=email, role="viewer"))["invitation_id"]
    if "$INVITATION_TOKEN" in example:
        other = await new_brand(server)
        await other.call("invite_member", email=brand.owner.email, role="viewer")
        made["INVITATION_TOKEN"] = await invitation_token(home, brand.owner.email)
    if "$OTHER_BRAND_ID" in example:
        other = await new_brand(server)
        await other.call("invite_member", email=brand.owner.email, role="viewer")
        token = await invitation_token(home, brand.owner.email)
        await brand.owner.call("accept_invitation", token=token)
        made["OTHER_BRAND_ID"] = other.id
    if "$ROLE" in example:
        made["ROLE"] = await new_role(brand, "products.read")
    return made
