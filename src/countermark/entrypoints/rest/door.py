"""The REST door: resources under /v1, each a line of the route table, run by the operation that it names."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode
from uuid import UUID

import msgspec
import structlog

from countermark.db.idempotency import hold_name
from countermark.db.transaction import Tx
from countermark.entrypoints.asgi_types import Receive, Scope, Send
from countermark.entrypoints.authorization import Given, caller_or_machine
from countermark.entrypoints.operations.execute import run_operation
from countermark.entrypoints.operations.operation import Operation
from countermark.entrypoints.operations.table import OPERATIONS
from countermark.entrypoints.request_context import address_in, request_id_from
from countermark.entrypoints.rest.answer import Answer, answer_of, etag_of, matches
from countermark.entrypoints.rest.arguments import checked_media_type, request_of, shown_request
from countermark.entrypoints.rest.document import rest_document
from countermark.entrypoints.rest.once import once
from countermark.entrypoints.rest.problem import PROBLEM_JSON, Refusal, problem_of
from countermark.entrypoints.rest.rate_limit import Allowance, RateLimit
from countermark.entrypoints.rest.route import Body, Route
from countermark.entrypoints.rest.routes import ROUTES
from countermark.entrypoints.rpc.refusals import BodyTooLarge
from countermark.entrypoints.services import Services
from countermark.features.accounts.machines import Machine
from countermark.features.accounts.tokens import Caller
from countermark.kit.errors import Forbidden, OperationError
from countermark.kit.requests import BrandRequest

PREFIX = "/v1/"
MAX_BODY_BYTES = 1024 * 1024
COMMON_HEADERS = [
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
DOCUMENT_PATH, DOCS_PATH = "/v1/openapi.json", "/v1/docs"
log = structlog.get_logger(__name__)


@dataclass
class Call:
    """A request on its way: what is known of it so far, for the headers of whatever answer it gets."""

    scope: Scope
    headers: dict[bytes, bytes]
    request_id: UUID
    route: Route | None = None
    brand_id: UUID | None = None
    allowance: Allowance | None = None

    def header(self, name: str) -> str | None:
        """A header's text, ``None`` when it was not sent."""
        value = self.headers.get(name.encode())
        return None if value is None else value.decode("latin-1")


class RestDoor:
    """Answers the requests under ``PREFIX``."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._limit = RateLimit(services.settings.rest_requests_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; the answer leaves after its transaction committed."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        call = Call(scope, headers, request_id_from(headers.get(b"x-request-id", b"").decode("latin-1")))
        try:
            answer = await self._answer(call, receive)
        except OperationError as error:
            answer = _refused(call, error)
        except Exception as error:
            log.error("request failed", request_id=str(call.request_id), path=scope["path"], exc_info=error)
            answer = _refused(call, Refusal(500, "INTERNAL", f"the server failed; its log knows {call.request_id}"))
        own = [(b"content-length", b"%d" % len(answer.body))] if answer.status not in (204, 304) else []
        sent = [*COMMON_HEADERS, *own, *_told(call), *answer.headers]
        await send({"type": "http.response.start", "status": answer.status, "headers": sent})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})

    async def _answer(self, call: Call, receive: Receive) -> Answer:
        path, method = call.scope["path"], call.scope["method"]
        if path == DOCUMENT_PATH and method in ("GET", "HEAD"):
            return Answer(200, msgspec.json.encode(rest_document()), [(b"content-type", b"application/json")])
        if path == DOCS_PATH and method in ("GET", "HEAD"):
            return Answer(302, b"", [(b"location", b"/docs/v1")])
        call.route, in_path = _route(call.scope)
        caller = await self._caller(call)
        call.allowance = self._limit.take(caller.credential_id if isinstance(caller, Machine) else caller.user_id)
        if call.allowance.is_exceeded:
            wait = ((b"retry-after", b"%d" % call.allowance.reset_s),)
            raise Refusal(429, "TOO_MANY_REQUESTS", "more requests than a minute allows", headers=wait)
        call.brand_id = _workspace(call, caller)
        return await self._run(call, call.route, in_path, await _body(call, receive), caller)

    async def _caller(self, call: Call) -> Caller | Machine:
        authorization, api_key = call.header("authorization") or "", call.header("x-api-key") or ""
        given = Given(authorization, api_key, address_in(call.scope, self._services.settings))
        return await caller_or_machine(given, self._services)

    async def _run(
        self, call: Call, route: Route, in_path: dict[str, str], body: bytes, caller: Caller | Machine
    ) -> Answer:
        brand_id = call.brand_id
        if brand_id is None:
            raise Forbidden
        key = call.header("idempotency-key") if route.method == "POST" else None
        request = request_of(route, brand_id, in_path, call.scope["query_string"], body, key)
        shown = None
        if route.body is Body.PATCH and route.shown_by:
            if call.header("if-match") is None:
                hint = "send the ETag that GET answered, or * to change whatever is there"
                raise Refusal(428, "PRECONDITION_REQUIRED", "If-Match is needed", hint)
            shown = shown_request(route, shown_by(route), brand_id, in_path)

        async def within(tx: Tx, run: Callable[[], Awaitable[Any]]) -> Answer:
            async def perform() -> Answer:
                if shown is not None:
                    await _check_match(tx, call, route, shown)
                result = await run()
                answer = answer_of(route, result, in_path, _next_page(call, result))
                if shown is not None:
                    answer.headers.append((b"etag", etag_of(await shown_by(route).run(tx, shown)).encode()))
                return answer

            return await once(tx, call.scope["method"], call.scope["path"], key, body, perform)

        answer: Answer = await run_operation(
            self._services, route.operation, request, caller, call.request_id, within=within
        )
        asked = call.header("if-none-match")
        if route.method == "GET" and asked and matches(asked, answer.etag):
            return Answer(304, b"", [(b"etag", answer.etag.encode())])
        return answer


def shown_by(route: Route) -> Operation:
    """The operation that shows the resource of a route."""
    return OPERATIONS[route.shown_by or route.runs]


async def _check_match(tx: Tx, call: Call, route: Route, shown: BrandRequest) -> None:
    """Holds the resource against other changes by this door and compares its entity tag (RFC 9110, 13.1.1)."""
    await hold_name(tx, f"rest:{call.scope['path']}")
    now = etag_of(await shown_by(route).run(tx, shown))
    if not matches(call.header("if-match") or "", now):
        hint = "read it again, and send its ETag with what shall change"
        raise Refusal(412, "PRECONDITION_FAILED", "the resource changed meanwhile", hint, ((b"etag", now.encode()),))


def _route(scope: Scope) -> tuple[Route, dict[str, str]]:
    raw = scope.get("raw_path") or scope["path"].encode()
    text = raw.decode("latin-1").partition("?")[0].removeprefix(PREFIX.rstrip("/"))
    segments = tuple(unquote(part) for part in text.strip("/").split("/"))
    found = [(route, names) for route in ROUTES if (names := route.match(segments)) is not None]
    if not found:
        raise Refusal(404, "NO_SUCH_ROUTE", "there is no such resource", "see /v1/openapi.json")
    found.sort(key=lambda pair: len(pair[0].in_path))  # /scans/summary before /scans/{id}
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    for route, names in found:
        if route.method == method and len(route.in_path) == len(found[0][0].in_path):
            return route, names
    allowed = sorted({route.method for route, _ in found})
    if "GET" in allowed:
        allowed.append("HEAD")
    allow = ((b"allow", ", ".join(allowed).encode()),)
    raise Refusal(405, "METHOD_NOT_ALLOWED", f"{scope['method']} is nothing that can be done here", headers=allow)


def _workspace(call: Call, caller: Caller | Machine) -> UUID:
    """The brand: by ``x-workspace-id``, which a person must send; a program belongs to one."""
    text = call.header("x-workspace-id")
    if text is None and isinstance(caller, Machine):
        return caller.brand_id
    if text is None:
        raise Refusal(400, "WORKSPACE_REQUIRED", "x-workspace-id is needed", "it is the id of the brand")
    try:
        return UUID(text)
    except ValueError:
        raise Forbidden from None


async def _body(call: Call, receive: Receive) -> bytes:
    chunks: list[bytes] = []
    size_bytes = 0
    while True:
        message = await receive()
        chunks.append(message.get("body", b""))
        size_bytes += len(chunks[-1])
        if size_bytes > MAX_BODY_BYTES:
            raise BodyTooLarge(MAX_BODY_BYTES)
        if not message.get("more_body", False):
            break
    body = b"".join(chunks)
    if body and call.route is not None and call.route.body is not Body.NONE:
        checked_media_type(call.header("content-type") or "")
    return body


def _next_page(call: Call, result: Any) -> str | None:
    """The address of the next page, with the filters of this one."""
    if not getattr(result, "has_more", False) or not getattr(result, "next_cursor", None):
        return None
    query = call.scope["query_string"].decode("latin-1")
    kept = [(name, text) for name, text in parse_qsl(query, keep_blank_values=True) if name != "cursor"]
    return f"{call.scope['path']}?{urlencode([*kept, ('cursor', result.next_cursor)])}"


def _told(call: Call) -> list[tuple[bytes, bytes]]:
    """What every answer tells: which request it was, whose workspace, what is left, whether the route will end."""
    told = [(b"x-request-id", str(call.request_id).encode())]
    if call.brand_id is not None:
        told.append((b"x-workspace-id", str(call.brand_id).encode()))
    if call.allowance is not None:
        told += call.allowance.headers()
    if call.route is not None and call.route.deprecation is not None:
        ends = call.route.deprecation
        told += [
            (b"deprecation", f"@{int(ends.since.timestamp())}".encode()),
            (b"sunset", format_datetime(ends.sunset, usegmt=True).encode()),
            (b"link", f'<{ends.successor}>; rel="successor-version"'.encode()),
        ]
    return told


def _refused(call: Call, error: OperationError) -> Answer:
    status, body = problem_of(error, call.route, call.scope["path"], call.request_id)
    headers = [(b"content-type", PROBLEM_JSON), *getattr(error, "headers", ())]
    if status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    if retry_after_s := getattr(error, "retry_after_s", None):
        headers.append((b"retry-after", b"%d" % retry_after_s))
    return Answer(status, msgspec.json.encode(body), headers)
