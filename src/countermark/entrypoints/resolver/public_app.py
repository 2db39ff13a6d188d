"""What a brand's host name serves: scans, passport pages and the files they show."""

from collections.abc import Awaitable, Callable
from math import ceil
from typing import Final

import asyncpg
import structlog

from countermark.db.pool import Pool
from countermark.entrypoints.asgi_types import Receive, Send
from countermark.entrypoints.en18222.door import DppDoor
from countermark.entrypoints.passport_pages.answers import JSON, send_answer, send_options
from countermark.entrypoints.passport_pages.app import PREFIX, PassportPages
from countermark.entrypoints.passport_pages.assembled_pages import AssembledPages
from countermark.entrypoints.passport_pages.documents import PREFIX as DOCUMENTS
from countermark.entrypoints.passport_pages.documents import PassportDocuments
from countermark.entrypoints.passport_pages.message_page import Message, send_message
from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.entrypoints.resolver.app import Resolver
from countermark.entrypoints.resolver.client_limits import ClientLimits
from countermark.entrypoints.resolver.description_file import PATH as DESCRIPTION_FILE
from countermark.entrypoints.resolver.description_file import description_file
from countermark.features.resolution.brand_memory import BrandMemory, host_name_of
from countermark.features.scans.scan_buffer import ScanCounts
from countermark.kit.settings import Settings
from countermark.objects import ObjectStore

# What browsers and crawlers ask for on their own, and no Digital Link could ever be.
NEVER_SCANS: Final = frozenset({b"/", b"", b"/favicon.ico", b"/robots.txt", b"/apple-touch-icon.png"})
READS: Final = ("GET", "HEAD")
WELL_KNOWN: Final = b"/.well-known/"
AN_HOUR: Final = (b"cache-control", b"public, max-age=3600")
log = structlog.get_logger(__name__)


class PublicApp:
    """What answers on brand hosts. Start it before the first request, stop it after the last."""

    def __init__(self, settings: Settings, pool: Pool, master_key: bytes, objects: ObjectStore) -> None:
        self._settings = settings
        self._limits = ClientLimits(settings.client_rate, settings.client_burst) if settings.client_rate else None
        self._memory = BrandMemory(pool, master_key, settings.base_domain)
        self._resolver = Resolver(settings, pool, master_key, self._memory)
        pages = AssembledPages(pool, master_key)
        self._pages = PassportPages(settings, master_key, self._memory, pages)
        self._dpps = DppDoor(settings, self._memory, pages)
        self._documents = PassportDocuments(pool, self._memory, objects)

    def scan_counts(self) -> ScanCounts:
        """How its scans fare."""
        scans = self._resolver.scans
        return ScanCounts(scans.waiting, scans.dropped)

    async def start(self) -> None:
        """Opens what it needs."""
        await self._memory.start()
        await self._resolver.start()

    async def stop(self) -> None:
        """Writes what is buffered and closes."""
        await self._resolver.stop()
        await self._memory.stop()

    def answer(self, request: PublicRequest, send: Send) -> Awaitable[None]:
        """Answers one HTTP request."""
        if self._limits is not None and (wait_s := self._limits.wait_of(request.client)):
            retry = (b"retry-after", str(ceil(wait_s)).encode())
            return send_message(send, request, Message.TOO_MANY, None, headers=(retry,))
        redirect = self._resolver.settled_redirect(request) if request.method in READS else None
        return self._answer(request, send) if redirect is None else send_answer(send, 307, redirect)

    async def answer_dpps(self, request: PublicRequest, receive: Receive, send: Send) -> None:
        """Answers one request to the EN 18222 API, which is on every host: its ids name the brand."""
        wait_s = self._limits.wait_of(request.client) if self._limits is not None else 0
        if wait_s:
            await self._dpps.refuse_for_now(send, ceil(wait_s))
        else:
            await self._dpps.answer(request, receive, send)

    async def _answer(self, request: PublicRequest, send: Send) -> None:
        try:
            await self._answering(request)(request, send)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.error("the database is away", error=str(error))
            await send_message(send, request, Message.AWAY, None)
        except Exception:
            log.exception("a public request failed")
            await send_message(send, request, Message.FAILED, None)

    def _answering(self, request: PublicRequest) -> Callable[[PublicRequest, Send], Awaitable[None]]:
        """Who answers the request."""
        path = request.raw_path
        if request.method not in READS:
            return _other_method
        if path.startswith(PREFIX):
            return self._pages.answer
        if path.startswith(DOCUMENTS):
            return self._documents.answer
        if path == DESCRIPTION_FILE:
            return self._describe
        if path in NEVER_SCANS or path.startswith(WELL_KNOWN):
            return self._nothing_here
        return self._resolver.answer

    async def _describe(self, request: PublicRequest, send: Send) -> None:
        brand = await self._memory.brand_at(request.host)
        if brand is None:
            await send_message(send, request, Message.NO_BRAND, None)
            return
        origin = self._settings.origin(host_name_of(request.host))
        body = description_file(brand.ranges.header, origin)
        await send_answer(send, 200, (JSON, AN_HOUR), body, head=request.method == "HEAD")

    async def _nothing_here(self, request: PublicRequest, send: Send) -> None:
        brand = await self._memory.brand_at(request.host)
        message = Message.NO_BRAND if brand is None else Message.NOTHING_HERE
        await send_message(send, request, message, brand.ranges.header if brand else None)


async def _other_method(request: PublicRequest, send: Send) -> None:
    if request.method == "OPTIONS":
        await send_options(send)
    else:
        await send_message(send, request, Message.BAD_METHOD, None)
