"""What is known of a request before any operation runs."""

from typing import Any
from uuid import UUID

from litestar import Request

from countermark.entrypoints.asgi_types import Scope
from countermark.kit.ids import uuid7


def request_id_from(header: str) -> UUID:
    """The client's ``x-request-id`` when it is a UUID, else a new one; it ties answer, log and audit row together."""
    if header:
        try:
            return UUID(header)
        except ValueError:
            pass
    return uuid7()


def request_id_of(request: Request[Any, Any, Any]) -> UUID:
    """The id of a request of the Litestar application, the same however often it is asked for."""
    known = request.scope.get("state", {}).get("request_id")
    if isinstance(known, UUID):
        return known
    request_id = request_id_from(request.headers.get("x-request-id", ""))
    request.scope.setdefault("state", {})["request_id"] = request_id
    return request_id


def address_in(scope: Scope) -> str:
    """The network address of the peer of a bare ASGI request. See :func:`address_of`."""
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


def address_of(request: Request[Any, Any, Any]) -> str:
    """The network address of the peer, for counting failed sign-ins and the networks of credentials; never stored."""
    return request.client.host if request.client else "unknown"
