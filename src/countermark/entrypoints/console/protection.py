"""What holds for every request to the console: where it may come from, and what a browser may do with the answer."""

from typing import Any
from urllib.parse import urlencode

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from countermark.entrypoints import error_answers
from countermark.entrypoints.console.cookies import form_secret
from countermark.entrypoints.console.csrf import SAFE_METHODS, comes_from_our_page, has_token
from countermark.entrypoints.console.formats import locale_of, reader_locale
from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.request_context import request_id_of
from countermark.entrypoints.services import Services
from countermark.kit.errors import InvalidInput, NotAuthenticated, OperationError

log = structlog.get_logger(__name__)
AnyRequest = Request[Any, Any, Any]

HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


async def before_request(request: AnyRequest) -> Response[Any] | None:
    """Learns the reader's locale; refuses what another site made the browser send."""
    request_id_of(request)
    reader_locale.set(locale_of(request.headers.get("accept-language", "")))
    if request.method in SAFE_METHODS:
        return None
    services: Services = request.app.state.services
    if comes_from_our_page(request) and await has_token(request, services, form_secret(request)):
        return None
    return protect(page(request, "refused.html", status=403, kind="stale"))


def protect(response: Response[Any]) -> Response[Any]:
    """Adds the headers that keep a page to itself; nothing of the console is ever cached."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("cache-control", "no-store")
    return response


async def after_request(response: Response[Any]) -> Response[Any]:
    """See :func:`protect`."""
    return protect(response)


def sign_in_first(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """To the sign-in page, and after it back here."""
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    address = "/console/sign-in" + ("" if wanted.rstrip("/") == "/console" else f"?{urlencode({'next': wanted})}")
    if request.headers.get("hx-request"):
        return protect(Response("", status_code=204, headers={"hx-redirect": address}))
    return protect(Redirect(address, status_code=303))


def refused_by_http(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """What no route could take: a page for people in the console, JSON for programs everywhere else."""
    if request.url.path == "/console" or request.url.path.startswith("/console/"):
        return not_found(request, error)
    return error_answers.refused_by_http(request, error)


def not_found(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """No such page, no such brand, no such thing in it: all the same."""
    kind = "missing" if error.status_code == 404 else "wrong"
    return protect(page(request, "refused.html", status=error.status_code, kind=kind))


def refused(request: AnyRequest, error: OperationError) -> Response[Any]:
    """An operation said no where no form could show it."""
    if isinstance(error, NotAuthenticated):
        return sign_in_first(request, HTTPException(status_code=401))
    if error.code == "NOT_FOUND" or _is_malformed_id(error):
        return not_found(request, HTTPException(status_code=404))
    kind = "forbidden" if error.status == 403 else "wrong"
    return protect(page(request, "refused.html", status=error.status, kind=kind, details=error.details))


def _is_malformed_id(error: OperationError) -> bool:
    """An id in a path that is no UUID names nothing, as one that is."""
    return isinstance(error, InvalidInput) and error.argument.endswith("_id")


def failed(request: AnyRequest, error: Exception) -> Response[Any]:
    """Our fault; the log has the trace under the request id that the page names."""
    request_id = str(request_id_of(request))
    log.error("console page failed", request_id=request_id, path=request.url.path, exc_info=error)
    return protect(page(request, "refused.html", status=500, kind="failed", details=request_id))
