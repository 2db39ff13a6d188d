"""``GET /v1/epcis/...``: the query interface of EPCIS 2.0 (8.2.7) for events, and the document of a mint batch."""

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get
from litestar.response import Stream

from countermark.entrypoints.authorization import Given, caller_or_machine
from countermark.entrypoints.operations.execute import execute
from countermark.entrypoints.request_context import address_in, request_id_of
from countermark.entrypoints.rest.epcis_document import (
    HEADERS,
    MEDIA_TYPE,
    Call,
    document_bytes,
    file_headers,
    first_events,
    query_document,
)
from countermark.entrypoints.rest.epcis_query import TEXTS, arguments_of
from countermark.entrypoints.services import Services
from countermark.features.accounts.machines import Machine
from countermark.features.epcis.epcis_event import EpcisEvent, event_time
from countermark.kit.clock import now
from countermark.kit.cursors import Page
from countermark.kit.errors import InvalidInput, OperationError

AnyRequest = Request[Any, Any, Any]
BRAND_HEADER: Final = "x-brand-id"
EVENTS: Final = "/v1/epcis/events"
PROBLEM: Final = "application/problem+json"
# Exceptions of EPCIS 2.0 (8.2.8) by the status of what an operation refused.
_EXCEPTIONS: Final[Mapping[int, str]] = {
    400: "QueryParameterException",
    401: "SecurityException",
    403: "SecurityException",
    404: "NoSuchResourceException",
    429: "QueryTooComplexException",
}
_ARGUMENT: Final = re.compile(r"^_[a-z_]+")
_CALLED: Final = {f"_{argument}": name for name, argument in reversed(TEXTS.items())}
"""What an argument of the operation is called here."""


@get("/events")
async def query_events(request: AnyRequest) -> Response[Any]:
    """A page of events as an EPCISQueryDocument; ``Link: rel="next"`` leads on while there is more."""
    given = list(request.query_params.multi_items())
    call = await _call_of(request)
    arguments = arguments_of(given)
    page = Page[EpcisEvent](items=[], has_more=False, next_cursor=None)
    if arguments is not None:
        page = await call("list_epcis_events", **arguments)
    headers = dict(HEADERS)
    if page.next_cursor is not None:
        kept = [(name, text) for name, text in given if name != "nextPageToken"]
        headers["Link"] = f'<{EVENTS}?{urlencode([*kept, ("nextPageToken", page.next_cursor)])}>; rel="next"'
    body = msgspec.json.encode(query_document(page.items, event_time(now())))
    return Response(body, media_type=MEDIA_TYPE, headers=headers)


@get("/mint-batches/{mint_batch_id:str}/document")
async def download_document(request: AnyRequest, mint_batch_id: str) -> Response[Any]:
    """Every event of a mint batch as one EPCISDocument, a few events at a time."""
    call, arguments = await _call_of(request), {"mint_batch_id": mint_batch_id}
    first = await first_events(call, arguments)
    return Stream(document_bytes(call, arguments, first), media_type=MEDIA_TYPE, headers=file_headers(mint_batch_id))


async def _call_of(request: AnyRequest) -> Call:
    """Operations for who sends the request: in the brand of the credential, or the one a person names in a header."""
    services: Services = request.app.state.services
    address = address_in(request.scope, services.settings)  # type: ignore[arg-type]  # narrower ASGI types
    given = Given(request.headers.get("authorization", ""), request.headers.get("x-api-key", ""), address)
    caller = await caller_or_machine(given, services)
    brand = request.headers.get(BRAND_HEADER) or (str(caller.brand_id) if isinstance(caller, Machine) else "")
    try:
        brand_id = UUID(brand)
    except ValueError:
        raise InvalidInput(BRAND_HEADER, "must be a brand's id", hint="needed for a person's token") from None

    async def call(operation: str, **arguments: Any) -> Page[EpcisEvent]:
        named = {f"_{name}": value for name, value in {"brand_id": brand_id, **arguments}.items()}
        answer: Page[EpcisEvent] = await execute(services, operation, named, caller, request_id_of(request))
        return answer

    return call


def problem(request: AnyRequest, error: OperationError) -> Response[Any]:
    """A refusal in the shape of EPCIS 2.0: RFC 9457 with the name of its exception."""
    said = error.as_json()
    missing = said["code"] == "NOT_FOUND"
    status = 404 if missing else error.status
    name = _EXCEPTIONS.get(status, "ImplementationException")
    detail = _ARGUMENT.sub(lambda found: _CALLED.get(found[0], found[0]), said["details"])
    body = {"type": f"epcisException:{name}", "title": said["message"], "status": status, "detail": detail}
    headers = dict(HEADERS) | ({"www-authenticate": "Bearer"} if status == 401 else {})
    if retry_after_s := getattr(error, "retry_after_s", None):
        headers["retry-after"] = str(retry_after_s)
    return Response(msgspec.json.encode(body), status_code=status, media_type=PROBLEM, headers=headers)


epcis_router = Router(
    path="/v1/epcis",
    route_handlers=[query_events, download_document],
    exception_handlers={OperationError: problem},
)
