"""What is known of a request before any operation runs."""

from typing import Any
from uuid import UUID

from litestar import Request

from countermark.kit.ids import uuid7


def request_id_of(request: Request[Any, Any, Any]) -> UUID:
    """The client's ``x-request-id`` when it is a UUID, else a new one; it ties answer, log and audit row together."""
    known = request.scope.get("state", {}).get("request_id")
    if isinstance(known, UUID):
        return known
    try:
        request_id = UUID(request.headers.get("x-request-id", ""))
    except ValueError:
        request_id = uuid7()
    request.scope.setdefault("state", {})["request_id"] = request_id
    return request_id


def address_of(request: Request[Any, Any, Any]) -> str:
    """The network address of the peer, for counting failed sign-ins only; never stored as such."""
    return request.client.host if request.client else "unknown"
