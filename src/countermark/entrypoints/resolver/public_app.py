"""What a brand's host name serves: scans and passport pages."""

from typing import Any

from countermark.db.pool import Pool
from countermark.kit.settings import Settings


class PublicApp:
    """An ASGI application for brand hosts."""

    def __init__(self, settings: Settings, pool: Pool, master_key: bytes) -> None:
        self._pool = pool

    async def start(self) -> None:
        """Opens what it needs."""

    async def stop(self) -> None:
        """Writes what is buffered and closes."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answers a request."""
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})
