"""The Litestar application: accounts, OpenAPI, console, health."""

from collections.abc import Callable
from typing import Any

from litestar import Litestar, Request, Response, Router, get
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.types import ControllerRouterHandler

from countermark.entrypoints.auth.router import auth_router
from countermark.entrypoints.console.protection import refused_by_http
from countermark.entrypoints.console.router import console_router
from countermark.entrypoints.error_answers import failed, refused
from countermark.entrypoints.openapi.document import openapi_document
from countermark.entrypoints.request_context import request_id_of
from countermark.entrypoints.rest.epcis_router import epcis_router
from countermark.entrypoints.services import Services
from countermark.features.scans.scan_buffer import ScanCounts
from countermark.kit.errors import OperationError


@get("/healthz", sync_to_thread=False)
def healthz() -> dict[str, str]:
    """The process lives."""
    return {"status": "ok"}


@get("/readyz")
async def readyz(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The process can do work: the database answers. Also how many scans of this process wait or were dropped."""
    services: Services = request.app.state.services
    await services.pool.fetchval("SELECT 1")
    scans: ScanCounts = request.app.state.scan_counts()
    return {"status": "ready", "scans_waiting": scans.waiting, "scans_dropped": scans.dropped}


@get("/openapi.json", sync_to_thread=False)
def openapi_json() -> dict[str, Any]:
    """The description of every operation."""
    return openapi_document()


async def _after_request(response: Response[Any]) -> Response[Any]:
    response.headers.setdefault("x-content-type-options", "nosniff")
    response.headers.setdefault("referrer-policy", "no-referrer")
    response.headers.setdefault("cache-control", "no-store")
    return response


async def _before_request(request: Request[Any, Any, Any]) -> None:
    request_id_of(request)


PARTS: dict[str, tuple[ControllerRouterHandler, ...]] = {
    "api": (auth_router, openapi_json, epcis_router),
    "console": (console_router,),
}


def build_app(services: Services, parts: frozenset[str], scan_counts: Callable[[], ScanCounts]) -> Litestar:
    """The application with the wanted parts (``api``, ``console``); health is always there."""
    handlers = [handler for part in sorted(parts & PARTS.keys()) for handler in PARTS[part]]
    return Litestar(
        route_handlers=[Router(path="/", route_handlers=[healthz, readyz, *handlers])],
        state=State({"services": services, "scan_counts": scan_counts}),
        exception_handlers={OperationError: refused, HTTPException: refused_by_http, Exception: failed},
        before_request=_before_request,
        after_request=_after_request,
        openapi_config=None,
    )
