"""The reading part of the EN 18222 API: published passports as EN 18223, by their ids, for anybody."""

import hashlib
from typing import Any, Final, NamedTuple

import asyncpg
import msgspec
import structlog

from countermark.entrypoints.asgi_types import Receive, Send
from countermark.entrypoints.en18222.named_passport import NamedPassport, PassportsByName
from countermark.entrypoints.en18222.requested import (
    bad_request,
    cursor_of,
    limit_of,
    moment_of,
    place_of,
    product_ids_of,
    query_of,
    representation_of,
    text_of,
)
from countermark.entrypoints.en18222.result import DppRefusal, not_found, result_of
from countermark.entrypoints.passport_pages.answers import JSON, NO_STORE, Headers, send_answer
from countermark.entrypoints.passport_pages.app import ASK_FIRST
from countermark.entrypoints.passport_pages.assembled_pages import AssembledPages
from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.features.machine_forms.element_at import element_at
from countermark.features.machine_forms.en18223 import en18223
from countermark.features.machine_forms.header import dpp_id
from countermark.features.resolution.brand_memory import BrandMemory
from countermark.kit.errors import InvalidInput
from countermark.kit.settings import Settings

PREFIX: Final = "/v1/dpps"
READS: Final = ("GET", "HEAD")
WRITES: Final = ("POST", "PATCH", "DELETE", "PUT")
IDS: Final = b"dppsByProductIds"
ELEMENTS: Final = b"/elements/"
METHODS: Final = b"GET, HEAD, POST, OPTIONS"
log = structlog.get_logger(__name__)


class Asked(NamedTuple):
    """A path taken apart: which operation, and the rest, still percent-encoded."""

    operation: bytes
    rest: bytes


class DppDoor:
    """Answers every path that begins with ``PREFIX``."""

    def __init__(self, settings: Settings, memory: BrandMemory, pages: AssembledPages) -> None:
        self._passports = PassportsByName(settings, memory, pages)

    async def answer(self, request: PublicRequest, receive: Receive, send: Send) -> None:
        """Answers one request."""
        try:
            await self._answer(request, receive, send)
        except DppRefusal as refusal:
            await _refuse(send, refusal, head=request.method == "HEAD")
        except InvalidInput as problem:
            await _refuse(send, bad_request(str(problem)), head=request.method == "HEAD")
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.error("the database is away", error=str(error))
            await _refuse(send, DppRefusal(502, "AWAY", "the service is away for a moment; please try again"))
        except Exception:
            log.exception("a request to the EN 18222 API failed")
            await _refuse(send, DppRefusal(500, "FAILED", "the server failed"))

    async def refuse_for_now(self, send: Send, wait_s: int) -> None:
        """Too many requests from one client."""
        refusal = DppRefusal(429, "TOO_MANY", f"too many requests; come back in {wait_s} seconds")
        await _refuse(send, refusal, ((b"retry-after", str(wait_s).encode()),))

    async def _answer(self, request: PublicRequest, receive: Receive, send: Send) -> None:
        operation, _, rest = request.raw_path.partition(b"?")[0].removeprefix(b"/v1/").partition(b"/")
        asked = Asked(operation, rest)
        if request.method == "OPTIONS":
            await _send_options(send)
        elif operation == IDS and not rest:
            if request.method != "POST":
                raise DppRefusal(405, "METHOD", "ids are asked for by POST")
            await _send_json(send, request, await self._ids(request, receive), caching=NO_STORE)
        elif request.method in READS:
            await _send_json(send, request, await self._document(asked, request), caching=ASK_FIRST)
        elif operation == b"dpps" and request.method in WRITES:
            await send_answer(send, 501, (NO_STORE,))  # ServerNotImplemented has no result object (Table 15)
        else:
            raise DppRefusal(405, "METHOD", f"{request.method[:20]} is not for this path")

    async def _document(self, asked: Asked, request: PublicRequest) -> dict[str, Any]:
        query = query_of(request.query_string)
        wanted = representation_of(query)
        name, elements, path = asked.rest.partition(ELEMENTS if asked.operation == b"dpps" else b"\n")
        if not name:
            raise DppRefusal(404, "NO_SUCH_PATH", "there is nothing under this path")
        if elements:
            found = await self._by_dpp_id(text_of(name, "dppId"))
            element = element_at(*found, text_of(path, "elementIdPath"), wanted)
            if element is None:
                raise DppRefusal(404, "ELEMENT_NOT_FOUND", "the passport has no data element at this path")
            return element
        return en18223(*await self._named(asked.operation, name, query), wanted)

    async def _named(self, operation: bytes, name: bytes, query: dict[str, str]) -> NamedPassport:
        if operation == b"dpps":
            return await self._by_dpp_id(text_of(name, "dppId"))
        if operation == b"dppsByProductId":
            found = await self._passports.by_product_id(text_of(name, "productId"))
            if found is not None and found.page.state != "published":
                raise DppRefusal(404, "NO_ACTIVE_DPP", "the product's passport is no longer active; read it by its id")
        elif operation == b"dppsByIdAndDate":
            found = await self._passports.by_dpp_id(text_of(name, "dppId"), moment_of(query))
        elif operation == b"dppsByProductIdAndDate":
            found = await self._passports.by_product_id(text_of(name, "productId"), moment_of(query))
        else:
            raise DppRefusal(404, "NO_SUCH_PATH", "there is nothing under this path")
        if found is None:
            raise not_found()
        return found

    async def _by_dpp_id(self, name: str) -> NamedPassport:
        found = await self._passports.by_dpp_id(name)
        if found is None:
            raise not_found()
        return found

    async def _ids(self, request: PublicRequest, receive: Receive) -> dict[str, Any]:
        """A page is as many product ids as asked for, so it may name fewer passports."""
        query = query_of(request.query_string)
        limit, start = limit_of(query), place_of(query)
        product_ids = list(dict.fromkeys(await product_ids_of(receive)))
        end = start + limit
        found = [await self._passports.by_product_id(product_id) for product_id in product_ids[start:end]]
        page: dict[str, Any] = {"dppIds": [dpp_id(*each) for each in found if each is not None]}
        return page | ({"nextCursor": cursor_of(end)} if end < len(product_ids) else {})


async def _send_json(
    send: Send, request: PublicRequest, document: dict[str, Any], caching: tuple[bytes, bytes]
) -> None:
    body = msgspec.json.encode(document)
    etag = b'"%b"' % hashlib.sha256(body).hexdigest()[:32].encode()
    headers: Headers = (JSON, (b"etag", etag), caching)
    if request.method in READS and etag in request.if_none_match:
        await send_answer(send, 304, headers)
        return
    await send_answer(send, 200, headers, body, head=request.method == "HEAD")


async def _refuse(send: Send, refusal: DppRefusal, headers: Headers = (), *, head: bool = False) -> None:
    if refusal.status == 405:
        headers = (*headers, (b"allow", METHODS))
    await send_answer(send, refusal.status, (JSON, NO_STORE, *headers), result_of(refusal), head=head)


async def _send_options(send: Send) -> None:
    """Anyone may read from anywhere; a list of ids is sent as JSON."""
    headers = (
        (b"allow", METHODS),
        (b"access-control-allow-methods", METHODS),
        (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match"),
        (b"access-control-max-age", b"86400"),
    )
    await send_answer(send, 204, headers)
