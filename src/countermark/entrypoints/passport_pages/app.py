"""The passport pages: a page for people, the same facts as JSON for programs."""

import hashlib
from datetime import date
from typing import Final

import msgspec

from countermark.entrypoints.asgi_types import Send
from countermark.entrypoints.passport_pages.answers import HTML, JSON, NO_STORE, PAGE_SECURITY, Headers, send_answer
from countermark.entrypoints.passport_pages.assembled_pages import AssembledPages
from countermark.entrypoints.passport_pages.message_page import Message, send_message
from countermark.entrypoints.passport_pages.page_query import PageQuery, page_query
from countermark.entrypoints.passport_pages.passport_view import PassportView, passport_view
from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.entrypoints.passport_pages.stylesheet import stylesheet_at
from countermark.entrypoints.passport_pages.tap_token import TapTokens
from countermark.entrypoints.passport_pages.templates import render
from countermark.features.passports.as_of import as_of, end_of
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

    def __init__(self, settings: Settings, master_key: bytes, memory: BrandMemory, pages: AssembledPages) -> None:
        self._settings = settings
        self._memory = memory
        self._pages = pages
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
        asked = page_query(request.query_string)
        page = await self._assembled(brand, request, asked.as_of)
        if asked.problem:
            await send_message(send, request, Message.MALFORMED, brand.ranges.header, asked.problem)
        elif page is None:
            await send_message(send, request, Message.UNKNOWN_PASSPORT, brand.ranges.header)
        elif page.state == "unpublished" or (asked.as_of and as_of(page, end_of(asked.as_of)) is None):
            detail = SANDBOX_DETAIL if page.sandbox else None
            await send_message(send, request, Message.NOT_PUBLISHED, brand.ranges.header, detail)
        else:
            await _send_passport(send, request, self._view(page, request, asked))

    def _view(self, page: PassportPage, request: PublicRequest, asked: PageQuery) -> PassportView:
        wanted = wanted_languages(request.accept_language)
        if asked.language:
            wanted = (asked.language, *wanted)
        shown = (as_of(page, end_of(asked.as_of)) if asked.as_of else None) or page
        view = passport_view(shown, wanted, self._settings.origin(host_name_of(request.host)))
        name = passport_name_in(request.raw_path).encode("latin-1")
        tap = self._tokens.verdict(request.host, name, request.query_string) if request.query_string else None
        return view._replace(tap=tap, as_of=asked.as_of)

    async def _assembled(self, brand: KnownBrand, request: PublicRequest, day: date | None) -> PassportPage | None:
        passport_id = passport_of_name(brand.ranges.codec, passport_name_in(request.raw_path))
        page = None if passport_id is None else await self._pages.page(brand, passport_id, end_of(day) if day else None)
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
        body, headers = render("passport.html", view.ui, view=view), (HTML, *PAGE_SECURITY, *_robots(view))
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
