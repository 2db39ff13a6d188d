"""The answer of a route, out of what its operation gave."""

import hashlib
from typing import Any, NamedTuple

import msgspec

from countermark.entrypoints.rest.arguments import canonical
from countermark.entrypoints.rest.problem import Refusal
from countermark.entrypoints.rest.route import Route

JSON = (b"content-type", b"application/json")


class Answer(NamedTuple):
    """Status, body and the headers of its own."""

    status: int
    body: bytes
    headers: list[tuple[bytes, bytes]]
    etag: str = ""


def answer_of(route: Route, result: Any, in_path: dict[str, str], next_page: str | None) -> Answer:
    """The answer to a request that was done.

    Raises:
        Refusal: the operation was blocked, and says why in its result (422).
    """
    value = msgspec.to_builtins(result)
    if isinstance(value, dict) and value.get("ok") is False:
        raise Refusal(422, "BLOCKED", _why(value), more={name: each for name, each in value.items() if name != "ok"})
    headers, etag = [JSON], ""
    if route.method == "GET":
        etag = etag_of(result)
        headers.append((b"etag", etag.encode()))
    if route.made_at is not None:
        place = route.made_at.format_map({**in_path, **value})
        headers.append((b"location", place.encode()))
    if next_page is not None:
        headers.append((b"link", f'<{next_page}>; rel="next"'.encode()))
    if route.enveloped:
        value = {"ok": True, "data": {name: each for name, each in value.items() if name != "ok"}, "meta": {}}
        value["meta"] = {"location": place} if route.made_at else {}
    return Answer(route.status, msgspec.json.encode(value), headers, etag)


def _why(value: dict[str, Any]) -> str:
    reasons = [str(each.get("message", each)) for each in value.get("blocking_reasons", [])]
    return "; ".join(reasons) or "nothing was done"


def etag_of(result: Any) -> str:
    """A strong entity tag: the same for the same content."""
    return f'"{hashlib.sha256(canonical(result)).hexdigest()[:32]}"'


def matches(asked: str, etag: str) -> bool:
    """Whether a list of entity tags names this one; ``*`` names any."""
    return asked.strip() == "*" or etag in [each.strip().removeprefix("W/") for each in asked.split(",")]
