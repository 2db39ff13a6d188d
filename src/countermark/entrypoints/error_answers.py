"""The one renderer of errors: PostgREST's shape, one of three messages, never a stack trace."""

from typing import Any

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException

from countermark.entrypoints.request_context import request_id_of
from countermark.entrypoints.rpc.refusals import internal_error
from countermark.kit.errors import OperationError

log = structlog.get_logger(__name__)


def refused(request: Request[Any, Any, Any], error: OperationError) -> Response[Any]:
    """An operation said no, and why."""
    headers = {"www-authenticate": "Bearer"} if error.status == 401 else {}
    if retry_after_s := getattr(error, "retry_after_s", None):
        headers["retry-after"] = str(retry_after_s)
    return Response(error.as_json(), status_code=error.status, headers=headers, media_type="application/json")


def refused_by_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """No such path, a method it lacks, a body too large."""
    body = {"code": f"HTTP_{error.status_code}", "message": "Invalid input", "details": error.detail, "hint": None}
    return Response(body, status_code=error.status_code, headers=error.headers, media_type="application/json")


def failed(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Our fault. The log has the trace under the request id that the answer names; the answer has nothing else."""
    request_id = str(request_id_of(request))
    log.error("request failed", request_id=request_id, path=request.url.path, exc_info=error)
    body = internal_error(request_id_of(request))
    return Response(body, status_code=500, media_type="application/json")
