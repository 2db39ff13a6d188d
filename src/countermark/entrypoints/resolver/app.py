"""The resolver: from a scanned code to the passport page, in one redirect."""

import time
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

import structlog

from countermark.db.pool import Pool
from countermark.entrypoints.asgi_types import Send
from countermark.entrypoints.passport_pages.answers import HTML, NO_STORE, Headers, send_answer
from countermark.entrypoints.passport_pages.message_page import Message, send_message
from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.entrypoints.passport_pages.templates import render
from countermark.entrypoints.resolver.link_request import asks_for_links, linkset_header, wish_of, with_query
from countermark.entrypoints.resolver.nfc_taps import TAP, NfcTaps
from countermark.entrypoints.resolver.seen_scan import SeenScan, brand_of, event_of
from countermark.entrypoints.resolver.send_links import send_links
from countermark.entrypoints.resolver.settled_unit import settled_unit
from countermark.features.brands.scan_recording import ScanRecording
from countermark.features.resolution.brand_memory import BrandMemory, KnownBrand, host_name_of
from countermark.features.resolution.first_scans import FirstScans
from countermark.features.resolution.link_answer import link_answer, links_may_matter
from countermark.features.resolution.resolution import Resolution
from countermark.features.resolution.resolve_target import resolve_target
from countermark.features.resolution.scan_target import MalformedScan, read_target
from countermark.features.scans.countries import Countries
from countermark.features.scans.scan_buffer import ScanBuffer
from countermark.features.scans.scan_event import TrafficClass
from countermark.features.scans.traffic import Agent, classed_agent
from countermark.kit.settings import Settings

SETTLED: Final[Headers] = ((b"cache-control", b"public, max-age=3600"),)
UNSETTLED: Final[Headers] = (NO_STORE,)
SANDBOX: Final = (b"x-sandbox", b"true")
REMEMBERED_HOSTS: Final = 4_096
log = structlog.get_logger(__name__)


class Resolver:
    """Answers scans of every brand. ``memory`` is shared with the passport pages."""

    def __init__(self, settings: Settings, pool: Pool, master_key: bytes, memory: BrandMemory) -> None:
        self._memory = memory
        self._first_scans = FirstScans(pool, master_key)
        self._taps = NfcTaps(pool, master_key)
        self.scans: ScanBuffer[SeenScan] = ScanBuffer(pool, master_key, event_of, brand_of, settings.scan_flush_s)
        self._countries = Countries(settings.countries_file) if settings.countries_file else None
        # The scheme and port that the outside sees; the host is one of a brand, for nothing else gets as far.
        self._origin = lru_cache(REMEMBERED_HOSTS)(lambda host: settings.origin(host_name_of(host)).encode())

    async def start(self) -> None:
        """Begins to record scans."""
        self.scans.start()

    async def stop(self) -> None:
        """Returns when every scan is recorded."""
        await self.scans.stop()

    def settled_redirect(self, request: PublicRequest) -> Headers | None:
        """The headers of the redirect that ``answer`` would send, for most scans: of a unit, without a wish, where
        memory alone has the answer. The scan is recorded then. ``None`` leaves the request to ``answer``."""
        brand = self._memory.remembered(request.host)
        if brand is None or request.query_string or asks_for_links(request):
            return None
        resolution = settled_unit(brand, request.raw_path)
        if resolution is None:
            return None
        if resolution.awaits_activation:
            if not self._first_scans.is_settled(brand.ranges, resolution):
                return None
            resolution.awaits_activation = False
        agent = classed_agent(request.user_agent)
        if agent.traffic_class is TrafficClass.UNFURLER:
            return None
        self._record(brand, request, resolution, agent)
        return self._redirect(request, resolution.passport or "", _promised(resolution, is_tap=False))

    async def answer(self, request: PublicRequest, send: Send) -> None:
        """Answers one GET or HEAD of a scanned address."""
        brand = self._memory.remembered(request.host) or await self._memory.brand_at(request.host)
        if brand is None:
            await send_message(send, request, Message.NO_BRAND, None)
            return
        try:
            target = read_target(request.raw_path, request.query_string)
        except MalformedScan as error:
            await send_message(send, request, Message.MALFORMED, brand.ranges.header, str(error))
            return
        resolution = await resolve_target(brand.ranges, brand.products, target)
        if resolution.unheard_unit is not None:
            brand = await self._memory.read_again_for(resolution.unheard_unit, brand) or brand
            resolution = await resolve_target(brand.ranges, brand.products, target)
        agent = classed_agent(request.user_agent)
        wish = wish_of(request) if asks_for_links(request) else None
        if resolution.awaits_activation:
            is_scan = request.method == "GET" and (wish is None or not wish.linkset)
            may_activate = agent.may_activate and is_scan
            await self._first_scans.settle(brand.ranges, resolution, may_activate=may_activate)
        decided = None
        if wish is not None or links_may_matter(brand, target, resolution):
            origin = self._origin(request.host).decode()
            asked = wish or wish_of(request)
            decided = await link_answer(brand, target, resolution, asked, origin, datetime.now(UTC))
        self._record(brand, request, resolution, agent)
        may_count = decided is None and agent.may_activate
        is_tap = TAP in request.query_string and await self._taps.settle(
            request, brand, resolution, may_count=may_count
        )
        caching = _promised(resolution, is_tap=is_tap)
        is_preview = agent.traffic_class is TrafficClass.UNFURLER and resolution.passport is not None
        if decided is None or (is_preview and wish is None):
            await self._send_default(send, request, brand, resolution, caching, is_preview=is_preview)
        else:
            await send_links(send, request, brand.ranges.header, target, decided, self._origin(request.host), caching)

    async def _send_default(
        self,
        send: Send,
        request: PublicRequest,
        brand: KnownBrand,
        resolution: Resolution,
        caching: Headers,
        *,
        is_preview: bool,
    ) -> None:
        """The answer where no link of the brand has a say: on to the passport."""
        head = request.method == "HEAD"
        if resolution.passport is None:
            await send_message(send, request, Message.UNKNOWN, brand.ranges.header)
        elif is_preview:
            page = render("unfurl.html", brand=brand.ranges.header)
            await send_answer(send, 200, (HTML, NO_STORE), page, head=head)
        else:
            await send_answer(send, 307, self._redirect(request, resolution.passport, caching), head=head)

    def _redirect(self, request: PublicRequest, passport: str, caching: Headers) -> Headers:
        origin = self._origin(request.host)
        location = b"%b/passport/%b" % (origin, passport.encode())
        return (
            (b"location", with_query(location, request.query_string)),
            linkset_header(origin, request.raw_path),
            *caching,
        )

    def _record(self, brand: KnownBrand, request: PublicRequest, resolution: Resolution, agent: Agent) -> None:
        if brand.ranges.recording is not ScanRecording.OFF:
            country = self._countries.country_of(request.client) if self._countries is not None else None
            request.client = ""
            self.scans.add(SeenScan(time.time(), brand.ranges, request, resolution, agent, country))


def _promised(resolution: Resolution, *, is_tap: bool) -> Headers:
    """How long a redirect may be kept (one of a tap not at all), and whether it is of a mint that only tries things."""
    caching = SETTLED if resolution.may_be_cached and not is_tap else UNSETTLED
    return (*caching, SANDBOX) if resolution.minted is not None and resolution.minted.is_sandbox else caching
