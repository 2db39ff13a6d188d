"""A program or a person at /v1."""

from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.support.client import Brand


@dataclass
class Caller:
    """Sends requests of a brand's owner."""

    brand: Brand
    headers: dict[str, str] = field(default_factory=dict)

    async def send(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """The answer; underscores in names of headers stand for hyphens."""
        own = {"authorization": f"Bearer {self.brand.owner.access_token}", "x-workspace-id": self.brand.id}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.brand.owner.http.request(
            method, f"/v1{path}", json=body, headers={**own, **self.headers, **named}
        )
