"""The client: thin, synchronous, typed. It knows the rules of the door and nothing of what is behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import httpx

Json = dict[str, Any]
ATTEMPTS = 3


class Problem(Exception):
    """A refusal (RFC 9457). ``code`` is stable; ``errors`` say which member or parameter was wrong."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {body.get('code', '')}: {body.get('detail', '')}")
        self.status = status
        self.code: str = body.get("code", "")
        self.detail: str = body.get("detail", "")
        self.hint: str | None = body.get("hint")
        self.errors: list[dict[str, str]] = body.get("errors", [])
        self.body = dict(body)


@dataclass(frozen=True)
class Page:
    """A page of a list. ``next_cursor`` is the ``cursor`` of the page after it."""

    items: list[Json]
    has_more: bool
    next_cursor: str | None


@dataclass(frozen=True)
class Shown:
    """A resource and its entity tag, which a change has to name."""

    data: Json
    etag: str


class Client:
    """A connection to one workspace: with ``api_key`` (client id, a dot, the secret) or an access ``token``.

    ``workspace_id`` is needed with a token; an API key belongs to a workspace.
    """

    def __init__(
        self,
        base_url: str,
        *,
        api_key: str | None = None,
        token: str | None = None,
        workspace_id: str | None = None,
        timeout_s: float = 30.0,
    ) -> None:
        if (api_key is None) == (token is None):
            raise ValueError("give an api_key or a token")
        headers = {"x-api-key": api_key} if api_key else {"authorization": f"Bearer {token}"}
        if workspace_id is not None:
            headers["x-workspace-id"] = workspace_id
        self._http = httpx.Client(base_url=f"{base_url.rstrip('/')}/v1", headers=headers, timeout=timeout_s)
        self.products = Resource(self, "products")
        self.batches = Resource(self, "batches")
        self.mint_jobs = Resource(self, "mint-jobs")
        self.mint_batches = Resource(self, "mint-batches")
        self.units = Resource(self, "units")
        self.passports = Resource(self, "passports")
        self.exports = Resource(self, "exports")
        self.imports = Resource(self, "imports")
        self.links = Resource(self, "links")
        self.scans = Resource(self, "scans")
        self.operators = Resource(self, "operators")
        self.facilities = Resource(self, "facilities")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection."""
        self._http.close()

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """The answer of any route. What is safe to send again is sent again when the connection broke.

        Raises:
            Problem: the door refused.
            httpx.TransportError: it could not be reached.
        """
        told = dict(headers or {})
        if method == "POST":
            told.setdefault("idempotency-key", str(uuid4()))
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self._http.request(method, path, params=query, json=body, headers=told)
                break
            except httpx.TransportError:
                if attempt == ATTEMPTS or method == "PATCH":
                    raise
        if answer.is_error:
            is_problem = answer.headers.get("content-type", "").startswith("application/problem+json")
            raise Problem(answer.status_code, answer.json() if is_problem else {"detail": answer.text[:500]})
        return answer


@dataclass(frozen=True)
class Resource:
    """One kind of resource; ``name`` is its path. Parts of one thing, such as its batches, are resources too."""

    client: Client = field(repr=False)
    name: str

    def list(self, **query: Any) -> Page:
        """A page of them."""
        answer = self.client.request("GET", f"/{self.name}", query=_given(query)).json()
        return Page(answer["items"], answer["has_more"], answer["next_cursor"])

    def iterate(self, **query: Any) -> Iterator[Json]:
        """All of them, page by page."""
        while True:
            page = self.list(**query)
            yield from page.items
            if not page.has_more:
                return
            query["cursor"] = page.next_cursor

    def get(self, resource_id: str) -> Shown:
        """One of them."""
        answer = self.client.request("GET", f"/{self.name}/{resource_id}")
        return Shown(answer.json(), answer.headers["etag"])

    def create(self, *, idempotency_key: str | None = None, **members: Any) -> Json:
        """Makes one. With the same key it is made once, however often this is called."""
        headers = {"idempotency-key": idempotency_key} if idempotency_key else None
        made: Json = self.client.request("POST", f"/{self.name}", body=members, headers=headers).json()
        return made

    def update(self, resource_id: str, etag: str, **changes: Any) -> Json:
        """Changes one, if it still is what ``etag`` names; ``*`` changes whatever is there."""
        path = f"/{self.name}/{resource_id}"
        changed: Json = self.client.request("PATCH", path, body=changes, headers={"if-match": etag}).json()
        return changed

    def delete(self, resource_id: str) -> Json:
        """Archives one; nothing is ever lost."""
        gone: Json = self.client.request("DELETE", f"/{self.name}/{resource_id}").json()
        return gone

    def act(self, resource_id: str, action: str, **members: Any) -> Json:
        """Does something to one: ``act(batch_id, "close")``."""
        done: Json = self.client.request("POST", f"/{self.name}/{resource_id}/{action}", body=members).json()
        return done

    def of(self, resource_id: str, part: str) -> "Resource":
        """The parts of one: ``products.of(product_id, "batches")``."""
        return Resource(self.client, f"{self.name}/{resource_id}/{part}")


def _given(query: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _text(value) for name, value in query.items() if value is not None}


def _text(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
