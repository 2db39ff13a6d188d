"""Programs that come in by an API credential."""

from dataclasses import dataclass
from typing import Any

import httpx

from tests.support.client import Brand


@dataclass
class Program:
    """A credential, its secret, and a client that sends both."""

    brand: Brand
    credential: dict[str, Any]
    secret: str

    @property
    def id(self) -> str:
        """The credential's id, which is not its client id."""
        return str(self.credential["credential_id"])

    @property
    def key(self) -> str:
        """The value of ``x-api-key``."""
        return f"{self.credential['client_id']}.{self.secret}"

    async def post(self, operation: str, /, key: str | None = None, **arguments: Any) -> httpx.Response:
        """The raw answer of an operation in the credential's brand, by ``x-api-key``."""
        return await self._send(operation, {"x-api-key": key or self.key}, arguments)

    async def post_with_token(self, token: str, operation: str, /, **arguments: Any) -> httpx.Response:
        """The raw answer of an operation in the credential's brand, by an access token."""
        return await self._send(operation, {"authorization": f"Bearer {token}"}, arguments)

    async def _send(self, operation: str, headers: dict[str, str], arguments: dict[str, Any]) -> httpx.Response:
        body = {f"_{name}": value for name, value in {"brand_id": self.brand.id, **arguments}.items()}
        return await self.brand.owner.http.post(f"/rest/v1/rpc/{operation}", json=body, headers=headers)

    async def ask_for_token(self, **form: str) -> httpx.Response:
        """The raw answer of the token endpoint; ``form`` wins over what a good request says."""
        good = {
            "grant_type": "client_credentials",
            "client_id": self.credential["client_id"],
            "client_secret": self.secret,
        }
        return await self.brand.owner.http.post("/auth/v1/oauth/token", data=good | form)

    async def token(self, **form: str) -> str:
        """An access token."""
        answer = await self.ask_for_token(**form)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])


async def new_program(brand: Brand, *scopes: str, **arguments: Any) -> Program:
    """A fresh credential with these scopes (``products.read`` if none) and its secret."""
    wanted = {"name": "ERP", "scopes": list(scopes or ("products.read",))} | arguments
    made = await brand.call("create_api_credential_record", **wanted)
    return Program(brand, made["credential"], made["client_secret"])
