"""A request to a brand's host, read from the ASGI scope once."""

import re
from functools import lru_cache
from typing import Final

from countermark.entrypoints.asgi_types import Scope
from countermark.entrypoints.client_address import peer_of

_QUALITY: Final = re.compile(rb";\s*q=([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)
_JSON_TYPES: Final = (
    *(b"application/json", b"application/problem+json"),
    *(b"application/linkset+json", b"application/ld+json"),
)


class PublicRequest:
    """What a scan or a page depends on. Header values are bytes, empty when absent."""

    __slots__ = (
        "accept",
        "accept_language",
        "client",
        "host",
        "if_none_match",
        "method",
        "query_string",
        "range",
        "raw_path",
        "user_agent",
    )

    def __init__(self, scope: Scope) -> None:
        self.method: str = scope["method"]
        self.raw_path: bytes = scope["raw_path"]
        self.query_string: bytes = scope["query_string"]
        # Who asks, until the country is known; nothing keeps it.
        self.client: str = peer_of(scope)
        header = dict(scope["headers"]).get
        self.host: bytes = header(b"host", b"")
        self.user_agent: bytes = header(b"user-agent", b"")
        self.accept: bytes = header(b"accept", b"")
        self.accept_language: bytes = header(b"accept-language", b"")
        self.if_none_match: bytes = header(b"if-none-match", b"")
        self.range: bytes = header(b"range", b"")

    @property
    def prefers_json(self) -> bool:
        """Whether the client asks for JSON rather than for a page."""
        return prefers_json(self.accept)


@lru_cache(1024)
def prefers_json(accept: bytes) -> bool:
    """Whether an ``Accept`` header names JSON with a higher quality than HTML (RFC 9110, 12.5.1).

    A wildcard is no wish for JSON: without one, people get a page.
    """
    qualities: dict[bytes, float] = {}
    for part in accept.lower().split(b","):
        kind, *_ = part.strip().split(b";")
        found = _QUALITY.search(part)
        qualities[kind.strip()] = float(found[1]) if found else 1.0
    json = max(qualities.get(kind, 0.0) for kind in _JSON_TYPES)
    return json > qualities.get(b"text/html", 0.0)
