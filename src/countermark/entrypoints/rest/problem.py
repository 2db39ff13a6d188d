"""Refusals as problems: RFC 9457. The type is ``about:blank``: status and ``code`` say what it is."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from countermark.entrypoints.rest.route import Route
from countermark.kit.errors import InvalidInput, OperationError

PROBLEM_JSON = b"application/problem+json"


class Refusal(OperationError):
    """What the REST door itself refuses. ``headers`` go with the answer; ``more`` are members of the problem."""

    def __init__(
        self,
        status: int,
        code: str,
        details: str,
        hint: str | None = None,
        headers: tuple[tuple[bytes, bytes], ...] = (),
        more: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(code, details, hint)
        self.status = status
        self.headers = headers
        self.more = more or {}


def problem_of(error: OperationError, route: Route | None, path: str, request_id: UUID) -> tuple[int, dict[str, Any]]:
    """Status and body. What a path names and is not there is 404; a key used for another request is 422."""
    status, detail, where = error.status, error.details, []
    if isinstance(error, InvalidInput):
        name = error.argument.removeprefix("_").partition(".")[0].partition("[")[0]
        if error.code == "IDEMPOTENCY_KEY_REUSED":
            status = 422
        elif error.code == "NOT_FOUND" and route is not None and name in route.in_path:
            status = 404
        where = [_place(error, route, name)]
        detail = f"{_spoken(error.argument)}: {error.problem}"
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    body |= {"detail": detail, "instance": path, "code": error.code, "request_id": str(request_id)}
    if error.hint:
        body["hint"] = error.hint
    if where:
        body["errors"] = where
    return status, body | getattr(error, "more", {})


def _spoken(argument: str) -> str:
    return "Idempotency-Key" if argument == "_idempotency_key" else argument.removeprefix("_patch.").removeprefix("_")


def _place(error: InvalidInput, route: Route | None, name: str) -> dict[str, str]:
    if error.argument == "_idempotency_key":
        return {"header": "Idempotency-Key", "detail": error.problem}
    if route is not None and (name in route.in_path or route.method in ("GET", "DELETE")):
        return {"parameter": name, "detail": error.problem}
    steps = _spoken(error.argument).replace("[", "/").replace("]", "").replace(".", "/")
    return {"pointer": "" if steps == "body" else f"/{steps}", "detail": error.problem}
