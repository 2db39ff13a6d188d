"""The one ASGI application of a server process: brand hosts get scans and passports, the base domain the rest.

Granian imports :func:`create_app` in each of its processes; the settings come from the environment of the process.
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any

from litestar import Litestar

from countermark.entrypoints.app import build_app
from countermark.entrypoints.follow_parent import parent_ended, parent_to_follow
from countermark.entrypoints.resolver.public_app import PublicApp
from countermark.entrypoints.services import Services, open_services
from countermark.kit.logs import configure_logs
from countermark.kit.settings import load_settings

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
PARTS_VARIABLE = "COUNTERMARK_SERVE_PARTS"
ALL_PARTS = frozenset({"api", "console", "resolver"})


def create_app() -> "Application":
    """The factory that the server process calls."""
    return Application(frozenset(os.environ.get(PARTS_VARIABLE, " ".join(ALL_PARTS)).split()))


class Application:
    """Dispatches by host name. Opens its services at start-up and writes buffered scans before it ends."""

    def __init__(self, parts: frozenset[str]) -> None:
        self._parts = parts
        self._settings = load_settings()
        configure_logs(self._settings.log_level)
        self._private: Litestar | None = None
        self._public: PublicApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the lifespan of the process."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif self._public is not None and self._is_public(scope):
            await self._public(scope, receive, send)
        elif self._private is not None:
            await self._private(scope, receive, send)  # type: ignore[arg-type]  # Litestar's own narrower ASGI types

    def _is_public(self, scope: Scope) -> bool:
        """Everything but the base domain and bare addresses (health checks, a development machine) is a brand's."""
        host = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1")
        name = host.rsplit(":", 1)[0].lower()
        return name not in {self._settings.base_domain, "localhost", "127.0.0.1", "[::1]", ""}

    @contextlib.asynccontextmanager
    async def _running(self) -> AsyncIterator[None]:
        async with open_services(self._settings) as services:
            self._private = build_app(services, self._parts)
            public = self._make_public(services)
            await public.start()
            self._public = public if "resolver" in self._parts else None
            orphaned = asyncio.create_task(self._end_when_orphaned(public))
            try:
                yield
            finally:
                orphaned.cancel()
                await public.stop()

    async def _end_when_orphaned(self, public: PublicApp) -> None:
        parent = parent_to_follow(os.environ)
        if parent is not None:
            await parent_ended(parent)
            await public.stop()
            os._exit(1)  # the server's own loop listens to its parent only, and that is gone

    def _make_public(self, services: Services) -> PublicApp:
        return PublicApp(services.settings, services.pool, services.master_key)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        running = self._running()
        try:
            await running.__aenter__()
        except Exception as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            raise
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await asyncio.shield(running.__aexit__(None, None, None))
        await send({"type": "lifespan.shutdown.complete"})
