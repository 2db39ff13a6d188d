"""What is known of a request before any operation runs."""

from typing import Any
from uuid import UUID

from litestar import Request

from countermark.entrypoints.asgi_types import Scope
from countermark.entrypoints.client_address import client_address_of, peer_of
from countermark.kit.ids import uuid7
from countermark.kit.settings import Settings


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


def address_in(scope: Scope, settings: Settings) -> str:
    """The network address of who sends a request, for counting failures and the networks of credentials; never stored.

    It is the peer's, or what the proxies in front say, as far as the settings trust them.
    """
    find = client_address_of(settings)
    return peer_of(scope) if find is None else find(scope)


def address_of(request: Request[Any, Any, Any]) -> str:
    """See :func:`address_in`."""
    return address_in(request.scope, request.app.state.services.settings)  # type: ignore[arg-type]  # narrower type
