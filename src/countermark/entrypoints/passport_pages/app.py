"""The passport pages: a page for people, the same facts as JSON for programs."""

import hashlib
from typing import Final

import msgspec

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.asgi_types import Send
from countermark.entrypoints.passport_pages.answers import HTML, JSON, NO_STORE, PAGE_SECURITY, Headers, send_answer
from countermark.entrypoints.passport_pages.message_page import Message, send_message
from countermark.entrypoints.passport_pages.passport_view import PassportView, passport_view
from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.entrypoints.passport_pages.stylesheet import stylesheet_at
from countermark.entrypoints.passport_pages.tap_token import TapTokens
from countermark.entrypoints.passport_pages.templates import render
from countermark.features.passports.assemble import assemble_passport
from countermark.features.passports.passport_name import passport_of_name
from countermark.features.passports.passport_page import PassportPage
from countermark.features.resolution.brand_memory import BrandMemory, KnownBrand, host_name_of
from countermark.kit.negotiation import wanted_languages
from countermark.kit.settings import Settings

PREFIX: Final = b"/passport/"
JSON_SUFFIX: Final = ".json"
SANDBOX_DETAIL: Final = "Sandbox: this code was made to try things out. It belongs to no real product."
# Caches may keep a page but ask before each use: a revocation shows at once.
ASK_FIRST: Final = (b"cache-control", b"public, no-cache")
FOR_EVER: Final = (b"cache-control", b"public, max-age=31536000, immutable")


class PassportPages:
    """Answers everything below ``/passport/`` on a brand's host."""

    def __init__(self, settings: Settings, pool: Pool, master_key: bytes, memory: BrandMemory) -> None:
        self._settings = settings
        self._pool = pool
        self._master_key = master_key
        self._memory = memory
        self._tokens = TapTokens(master_key)

    async def answer(self, request: PublicRequest, send: Send) -> None:
        """Answers one GET or HEAD."""
        stylesheet = stylesheet_at(request.raw_path)
        if stylesheet is not None:
            headers = ((b"content-type", b"text/css; charset=utf-8"), FOR_EVER)
            await send_answer(send, 200, headers, stylesheet, head=request.method == "HEAD")
            return
        brand = await self._memory.brand_at(request.host)
        if brand is None:
            await send_message(send, request, Message.NO_BRAND, None)
            return
        page = await self._assemble(brand, request)
        if page is None:
            await send_message(send, request, Message.UNKNOWN_PASSPORT, brand.ranges.header)
        elif page.state == "unpublished":
            detail = SANDBOX_DETAIL if page.sandbox else None
            await send_message(send, request, Message.NOT_PUBLISHED, brand.ranges.header, detail)
        else:
            view = passport_view(page, wanted_languages(request.accept_language))
            name = passport_name_in(request.raw_path).encode("latin-1")
            tap = self._tokens.verdict(request.host, name, request.query_string) if request.query_string else None
            await _send_passport(send, request, view._replace(tap=tap))

    async def _assemble(self, brand: KnownBrand, request: PublicRequest) -> PassportPage | None:
        passport_id = passport_of_name(brand.ranges.codec, passport_name_in(request.raw_path))
        if passport_id is None:
            return None
        async with brand_transaction(self._pool, brand.ranges.brand_id, SYSTEM_ACTOR, self._master_key) as tx:
            page = await assemble_passport(tx, passport_id)
        if page is None or page.digital_link is None:
            return page
        origin = self._settings.origin(host_name_of(request.host))
        return msgspec.structs.replace(page, digital_link=origin + page.digital_link)


def passport_name_in(raw_path: bytes) -> str:
    """The name in ``/passport/<name>``, ``/passport/<name>/`` or ``/passport/<name>.json``."""
    return raw_path.removeprefix(PREFIX).decode("latin-1").removesuffix("/").removesuffix(JSON_SUFFIX)


async def _send_passport(send: Send, request: PublicRequest, view: PassportView) -> None:
    headers: Headers
    if request.prefers_json or request.raw_path.endswith(JSON_SUFFIX.encode()):
        body, headers = msgspec.json.encode(_without_look(view.page)), (JSON,)
    else:
        body, headers = render("passport.html", view=view), (HTML, *PAGE_SECURITY, *_robots(view))
    etag = b'"%b"' % hashlib.sha256(body).hexdigest()[:32].encode()
    headers = (*headers, (b"etag", etag), ASK_FIRST if view.tap is None else NO_STORE)
    if view.status == 200 and etag in request.if_none_match:
        await send_answer(send, 304, headers)
        return
    await send_answer(send, view.status, headers, body, head=request.method == "HEAD")


def _without_look(page: PassportPage) -> PassportPage:
    """For programs: how a page looks is no fact about the product."""
    return msgspec.structs.replace(page, brand=msgspec.structs.replace(page.brand, look=""))


def _robots(view: PassportView) -> Headers:
    """A single item's page is for whoever holds the item, not for search engines; a sandbox page is for neither."""
    return ((b"x-robots-tag", b"noindex"),) if view.page.granularity == "item" or view.page.sandbox else ()
