"""A request to a brand's host, read from the ASGI scope once."""

import re
from functools import lru_cache
from typing import Final

from countermark.entrypoints.asgi_types import Scope

_QUALITY: Final = re.compile(rb";\s*q=([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)
_JSON_TYPES: Final = (
    *(b"application/json", b"application/problem+json"),
    *(b"application/linkset+json", b"application/ld+json"),
)


def host_in(scope: Scope) -> bytes:
    """The ``Host`` header, empty when there is none."""
    for name, value in scope["headers"]:
        if name == b"host":
            host: bytes = value
            return host
    return b""


class PublicRequest:
    """What a scan or a page depends on. Header values are bytes, empty when absent."""

    __slots__ = (
        "accept",
        "accept_language",
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
        self.host = self.user_agent = self.accept = self.accept_language = self.if_none_match = self.range = b""
        for name, value in scope["headers"]:
            if name == b"host":
                self.host = value
            elif name == b"user-agent":
                self.user_agent = value
            elif name == b"accept":
                self.accept = value
            elif name == b"accept-language":
                self.accept_language = value
            elif name == b"if-none-match":
                self.if_none_match = value
            elif name == b"range":
                self.range = value

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
