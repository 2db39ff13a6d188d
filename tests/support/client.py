"""A person at the API: signs up, signs in, calls operations over HTTP."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from tests.support.server import LiveServer

# Fixed, because test workers must agree on the names of parametrised tests.
NOBODYS_ID = "00000000-0000-7000-8000-000000000000"
PASSWORD = "correct horse battery staple 9"


@dataclass
class Person:
    """A signed-in user."""

    http: httpx.AsyncClient
    email: str
    user_id: str
    access_token: str
    refresh_token: str

    async def post(self, operation: str, /, **arguments: Any) -> httpx.Response:
        """The raw answer of an operation; give arguments without their underscore."""
        body = {f"_{name}": value for name, value in arguments.items()}
        headers = {"Authorization": f"Bearer {self.access_token}"}
        return await self.http.post(f"/rest/v1/rpc/{operation}", json=body, headers=headers)

    async def call(self, operation: str, /, **arguments: Any) -> Any:
        """The result of an operation that must succeed."""
        answer = await self.post(operation, **arguments)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def refused(self, status: int, operation: str, /, **arguments: Any) -> dict[str, Any]:
        """The error of an operation that must be refused with ``status``."""
        answer = await self.post(operation, **arguments)
        assert answer.status_code == status, answer.text
        error: dict[str, Any] = answer.json()
        assert list(error) == ["code", "message", "details", "hint"]
        return error


async def sign_up(server: LiveServer, email: str | None = None) -> Person:
    """A new person, signed in."""
    email = email or f"{uuid4().hex}@example.com"
    http = server.client()
    credentials = {"email": email, "password": PASSWORD}
    (await http.post("/auth/v1/signup", json=credentials)).raise_for_status()
    answer = await http.post("/auth/v1/token", params={"grant_type": "password"}, json=credentials)
    answer.raise_for_status()
    session = answer.json()
    return Person(http, email, session["user"]["id"], session["access_token"], session["refresh_token"])


@dataclass
class Brand:
    """A brand and its owner; every call names the brand."""

    id: str
    subdomain: str
    owner: Person

    @property
    def host(self) -> str:
        """The Host header of its scans."""
        return f"{self.subdomain}.localhost"

    async def call(self, operation: str, /, **arguments: Any) -> Any:
        """The result of an operation in this brand that must succeed."""
        return await self.owner.call(operation, brand_id=self.id, **arguments)

    async def refused(self, status: int, operation: str, /, **arguments: Any) -> dict[str, Any]:
        """The error of an operation in this brand that must be refused."""
        return await self.owner.refused(status, operation, brand_id=self.id, **arguments)


async def new_brand(server: LiveServer, person: Person | None = None) -> Brand:
    """A fresh brand with a fresh owner (or ``person``)."""
    person = person or await sign_up(server)
    subdomain = f"b{uuid4().hex[:12]}"
    created = await person.call("create_brand", name=f"Brand {subdomain}", subdomain=subdomain)
    return Brand(created["brand_id"], subdomain, person)
