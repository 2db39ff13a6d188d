"""The one ASGI application of a server process: brand hosts get scans and passports, the base domain the rest.

Granian imports :func:`create_app` in each of its processes; the settings come from the environment of the process.
"""

import asyncio
import contextlib
import gc
import os
from collections.abc import AsyncIterator, Awaitable
from functools import lru_cache

from countermark.entrypoints.app import build_app
from countermark.entrypoints.asgi_types import AsgiApp, Receive, Scope, Send
from countermark.entrypoints.client_address import client_address_of
from countermark.entrypoints.cross_origin import cross_origin
from countermark.entrypoints.en18222.door import PREFIX as DPPS
from countermark.entrypoints.files.door import FileDoor
from countermark.entrypoints.files.download import DownloadDoor
from countermark.entrypoints.files.export_file import export_file
from countermark.entrypoints.files.label_file import label_file
from countermark.entrypoints.follow_parent import parent_ended, parent_to_follow
from countermark.entrypoints.parts import ALL_PARTS, PARTS_VARIABLE
from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.entrypoints.resolver.public_app import PublicApp
from countermark.entrypoints.rest.door import PREFIX as REST
from countermark.entrypoints.rest.door import RestDoor
from countermark.entrypoints.rpc.door import PREFIX, RpcDoor
from countermark.entrypoints.services import open_services
from countermark.features.attachments.attachment import UPLOADS
from countermark.features.exports.download_link import DOWNLOADS as EXPORTS
from countermark.features.labels.download_link import DOWNLOADS as LABELS
from countermark.features.resolution.brand_memory import host_name_of
from countermark.kit.logs import configure_logs
from countermark.kit.settings import load_settings

HEALTH_PATHS = ("/healthz", "/readyz")
# Objects before the young are looked through, and young passes before the older are: a scan makes about fifteen.
COLLECT_AFTER = (20_000, 20, 50)


def create_app() -> "Application":
    """The factory that the server process calls."""
    return Application(frozenset(os.environ.get(PARTS_VARIABLE, " ".join(ALL_PARTS)).split()))


def _spare_the_collector() -> None:
    """What is loaded by now lives as long as the process: the collector need not walk it while people wait."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


class Application:
    """Dispatches by host name and path: the base domain and bare addresses are the API's and the console's, every other
    host is a brand's. Opens its services at start-up and writes buffered scans before it ends."""

    def __init__(self, parts: frozenset[str]) -> None:
        self._parts = parts
        self._settings = load_settings()
        configure_logs(self._settings.log_level)
        own = {self._settings.base_domain, "localhost", "127.0.0.1", "[::1]", ""}
        self._is_own_host = lru_cache(4096)(lambda host: host_name_of(host) in own)
        self._client_address = client_address_of(self._settings)
        self._public: PublicApp | None = None
        self._by_prefix: list[tuple[str, AsgiApp]] = []

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """One request, or the lifespan of the process."""
        if scope["type"] == "lifespan":
            return self._lifespan(receive, send)
        path: str = scope["path"]
        if self._public is not None and path not in HEALTH_PATHS:
            request = PublicRequest(scope)
            is_dpps = path.startswith(DPPS)
            if is_dpps or not self._is_own_host(request.host):
                if self._client_address is not None:
                    request.client = self._client_address(scope)
                if is_dpps:
                    return self._public.answer_dpps(request, receive, send)
                return self._public.answer(request, send)
        app = next(app for prefix, app in self._by_prefix if path.startswith(prefix))
        return app(scope, receive, send)

    @contextlib.asynccontextmanager
    async def _running(self) -> AsyncIterator[None]:
        async with open_services(self._settings) as services:
            public = PublicApp(services.settings, services.pool, services.master_key, services.objects)
            private: AsgiApp = build_app(services, self._parts, public.scan_counts)  # type: ignore[assignment]  # narrower ASGI types
            self._by_prefix = [("/", private)]
            if "api" in self._parts:
                self._by_prefix[:0] = [
                    (PREFIX, cross_origin(RpcDoor(services))),
                    (UPLOADS, cross_origin(FileDoor(services))),
                    (LABELS, cross_origin(DownloadDoor(services, LABELS, label_file))),
                    (EXPORTS, cross_origin(DownloadDoor(services, EXPORTS, export_file))),
                    ("/v1/epcis/", cross_origin(private)),
                    (REST, cross_origin(RestDoor(services))),
                    ("/auth/v1/", cross_origin(private)),
                ]
            await public.start()
            self._public = public if "resolver" in self._parts else None
            orphaned = asyncio.create_task(self._end_when_orphaned(public))
            _spare_the_collector()
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
