"""The resolver: from a scanned code to the passport page, in one redirect."""

from datetime import UTC, datetime
from typing import Final

import structlog

from countermark.db.pool import Pool
from countermark.entrypoints.asgi_types import Send
from countermark.entrypoints.passport_pages.answers import HTML, NO_STORE, Headers, send_answer
from countermark.entrypoints.passport_pages.message_page import Message, send_message
from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.entrypoints.passport_pages.templates import render
from countermark.features.resolution.brand_memory import BrandMemory, KnownBrand
from countermark.features.resolution.first_scans import FirstScans
from countermark.features.resolution.resolution import Resolution
from countermark.features.resolution.resolve_target import resolve_target
from countermark.features.resolution.scan_target import MalformedScan, read_target
from countermark.features.scans.clean_query import clean_query
from countermark.features.scans.scan_buffer import ScanBuffer
from countermark.features.scans.scan_event import ScanEvent, TrafficClass
from countermark.features.scans.traffic import Agent, classed_agent, first_language
from countermark.kit.settings import Settings

SETTLED: Final[Headers] = ((b"cache-control", b"public, max-age=3600"),)
UNSETTLED: Final[Headers] = (NO_STORE,)
LONGEST_PATH: Final = 500
log = structlog.get_logger(__name__)


class Resolver:
    """Answers scans of every brand. ``memory`` is shared with the passport pages."""

    def __init__(self, settings: Settings, pool: Pool, master_key: bytes, memory: BrandMemory) -> None:
        self._memory = memory
        self._first_scans = FirstScans(pool, master_key)
        self._scans = ScanBuffer(pool, master_key, settings.scan_flush_s)

    async def start(self) -> None:
        """Begins to record scans."""
        self._scans.start()

    async def stop(self) -> None:
        """Returns when every scan is recorded."""
        await self._scans.stop()

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
        agent = classed_agent(request.user_agent)
        if resolution.awaits_activation:
            may_activate = agent.may_activate and request.method == "GET"
            await self._first_scans.settle(brand.ranges, resolution, may_activate=may_activate)
        if brand.ranges.record_scans:
            self._scans.add(_event(brand, request, resolution, agent))
        await _send_resolution(send, request, brand, resolution, agent)


async def _send_resolution(
    send: Send, request: PublicRequest, brand: KnownBrand, resolution: Resolution, agent: Agent
) -> None:
    head = request.method == "HEAD"
    if resolution.passport_id is None:
        await send_message(send, request, Message.UNKNOWN, brand.ranges.header)
    elif agent.traffic_class is TrafficClass.UNFURLER:
        page = render("unfurl.html", brand=brand.ranges.header)
        await send_answer(send, 200, (HTML, NO_STORE), page, head=head)
    else:
        location = b"/passport/%b" % str(resolution.passport_id).encode()
        caching = SETTLED if resolution.may_be_cached else UNSETTLED
        await send_answer(send, 307, ((b"location", with_query(location, request.query_string)), *caching), head=head)


def with_query(location: bytes, query_string: bytes) -> bytes:
    """``location`` with everything of the query forwarded (GS1 Resolver 1.2.1, 2.12), merged with one of its own."""
    if not query_string:
        return location
    return location + (b"&" if b"?" in location else b"?") + query_string


def _event(brand: KnownBrand, request: PublicRequest, resolution: Resolution, agent: Agent) -> ScanEvent:
    minted, lot = resolution.minted, resolution.lot
    return ScanEvent(
        brand.ranges.brand_id,
        datetime.now(UTC),
        resolution.product_id,
        minted.product_batch_id if minted else None,
        minted.mint_batch_id if minted else None,
        lot.lot_id if lot else None,
        resolution.unit_number,
        request.raw_path.decode("latin-1")[:LONGEST_PATH],
        clean_query(request.query_string),
        None,
        agent.family,
        agent.traffic_class,
        first_language(request.accept_language),
        resolution.outcome,
    )
