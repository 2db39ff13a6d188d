"""The RPC door: POST /rest/v1/rpc/<operation>, by PostgREST's conventions, so its clients work unchanged.

A bare ASGI application: this is the path that machines call most, and a framework's routing would cost as much again
as the operation.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec
import structlog

from countermark.entrypoints.asgi_types import Receive, Scope, Send
from countermark.entrypoints.authorization import Given, caller_or_machine
from countermark.entrypoints.operations.execute import parse_query, parse_request, run_operation
from countermark.entrypoints.operations.operation import Operation
from countermark.entrypoints.operations.operation import Scope as OperationScope
from countermark.entrypoints.operations.table import OPERATIONS
from countermark.entrypoints.request_context import address_in, request_id_from
from countermark.entrypoints.rpc.refusals import BodyTooLarge, NeedsPost, NoSuchOperation, internal_error
from countermark.entrypoints.services import Services
from countermark.kit.errors import OperationError
from countermark.kit.requests import Request

PREFIX = "/rest/v1/rpc/"
MAX_BODY_BYTES = 1024 * 1024
AUTHENTICATION = (b"authorization", b"x-api-key")
COMMON_HEADERS = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
log = structlog.get_logger(__name__)


class RpcDoor:
    """Answers the requests under ``PREFIX``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One call of an operation; the answer leaves after its transaction committed."""
        headers: dict[bytes, bytes] = dict(scope["headers"])
        request_id = request_id_from(headers.get(b"x-request-id", b"").decode("latin-1"))
        status, extra, answer = 200, [], b""
        try:
            answer = msgspec.json.encode(await self._call(scope, headers, receive, request_id))
        except OperationError as error:
            status, answer = error.status, msgspec.json.encode(error.as_json())
            extra = [(b"www-authenticate", b"Bearer")] if status == 401 else []
            if retry_after_s := getattr(error, "retry_after_s", None):
                extra.append((b"retry-after", b"%d" % retry_after_s))
        except Exception as error:
            log.error("request failed", request_id=str(request_id), path=scope["path"], exc_info=error)
            status, answer = 500, msgspec.json.encode(internal_error(request_id))
        own = [(b"content-length", b"%d" % len(answer)), (b"x-request-id", str(request_id).encode())]
        await send({"type": "http.response.start", "status": status, "headers": [*COMMON_HEADERS, *own, *extra]})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer})

    async def _call(self, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive, request_id: UUID) -> Any:
        name = scope["path"].removeprefix(PREFIX)
        operation = OPERATIONS.get(name)
        if operation is None:
            raise NoSuchOperation(name)
        caller = None
        if operation.scope is not OperationScope.PUBLIC:
            authorization, api_key = (headers.get(name, b"").decode("latin-1") for name in AUTHENTICATION)
            caller = await caller_or_machine(
                Given(authorization, api_key, address_in(scope, self._services.settings)), self._services
            )
        request = await _request_of(operation, scope, receive)
        return await run_operation(self._services, operation, request, caller, request_id)


async def _request_of(operation: Operation, scope: Scope, receive: Receive) -> Request:
    """The arguments: in the body of a POST, in the query of a GET (which only operations that read answer)."""
    if scope["method"] == "POST":
        return parse_request(operation, await _body(receive))
    if operation.writes or scope["method"] not in ("GET", "HEAD"):
        raise NeedsPost(operation.name, scope["method"])
    query = scope["query_string"].decode("latin-1")
    return parse_query(operation, dict(parse_qsl(query, keep_blank_values=True)))


async def _body(receive: Receive) -> bytes:
    chunks: list[bytes] = []
    size_bytes = 0
    while True:
        message = await receive()
        chunk: bytes = message.get("body", b"")
        chunks.append(chunk)
        size_bytes += len(chunk)
        if size_bytes > MAX_BODY_BYTES:
            raise BodyTooLarge(MAX_BODY_BYTES)
        if not message.get("more_body", False):
            return b"".join(chunks)
