"""The RPC door: POST /rest/v1/rpc/<operation>, by PostgREST's conventions, so its clients work unchanged."""

from typing import Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.enums import MediaType

from countermark.entrypoints.operations.execute import parse_query, parse_request, run_operation
from countermark.entrypoints.operations.operation import Operation, Scope
from countermark.entrypoints.operations.table import OPERATIONS
from countermark.entrypoints.request_context import request_id_of
from countermark.entrypoints.services import Services
from countermark.features.accounts.tokens import Caller
from countermark.kit.errors import InvalidInput, NotAuthenticated

MAX_BODY_BYTES = 1024 * 1024


class NoSuchOperation(InvalidInput):
    """The path names no operation."""

    status = 404

    def __init__(self, name: str) -> None:
        super().__init__("operation", f"there is no operation {name[:80]!r}", code="PGRST202", hint="see /openapi.json")


class NeedsPost(InvalidInput):
    """GET is for operations that only read."""

    status = 405

    def __init__(self, name: str) -> None:
        super().__init__("method", f"{name} changes data and must be called by POST", code="PGRST101")


async def caller_of(request: Request[Any, Any, Any], services: Services) -> Caller:
    """The caller behind the Authorization header (RFC 6750); the ``apikey`` header is accepted and ignored.

    Raises:
        NotAuthenticated: no bearer token, or one that is not valid.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotAuthenticated
    return await services.tokens.verify(token.strip())


async def _answer(request: Request[Any, Any, Any], operation: Operation, arguments: Any) -> Response[bytes]:
    services: Services = request.app.state.services
    caller = None if operation.scope is Scope.PUBLIC else await caller_of(request, services)
    parsed = await arguments() if callable(arguments) else arguments
    result = await run_operation(services, operation, parsed, caller, request_id_of(request))
    return Response(msgspec.json.encode(result), media_type=MediaType.JSON, status_code=200)


@post("/{name:str}", status_code=200, request_max_body_size=MAX_BODY_BYTES)
async def call_by_post(request: Request[Any, Any, Any], name: str) -> Response[bytes]:
    """Any operation, its arguments in a JSON object."""
    operation = OPERATIONS.get(name)
    if operation is None:
        raise NoSuchOperation(name)

    async def arguments() -> Any:
        return parse_request(operation, await request.body())

    return await _answer(request, operation, arguments)


@get("/{name:str}")
async def call_by_get(request: Request[Any, Any, Any], name: str) -> Response[bytes]:
    """An operation that only reads, its arguments in the query string."""
    operation = OPERATIONS.get(name)
    if operation is None:
        raise NoSuchOperation(name)
    if operation.writes:
        raise NeedsPost(name)

    async def arguments() -> Any:
        return parse_query(operation, dict(request.query_params))

    return await _answer(request, operation, arguments)


rpc_router = Router(path="/rest/v1/rpc", route_handlers=[call_by_post, call_by_get])
