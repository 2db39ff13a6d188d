"""Sends answers of the public application. All carry the same promises: no sniffing, no referrer, no cookie."""

from typing import Final

from countermark.entrypoints.asgi_types import Send

Headers = tuple[tuple[bytes, bytes], ...]

NO_STORE: Final = (b"cache-control", b"no-store, max-age=0")
ALWAYS: Final[Headers] = (
    (b"vary", b"Accept, Accept-Language"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"Link, Location"),
)
HTML: Final = (b"content-type", b"text/html; charset=utf-8")
JSON: Final = (b"content-type", b"application/json")
PROBLEM: Final = (b"content-type", b"application/problem+json")
METHODS: Final = b"GET, HEAD, OPTIONS"
PAGE_SECURITY: Final[Headers] = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
        b"frame-ancestors 'none'",
    ),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


async def send_answer(send: Send, status: int, headers: Headers, body: bytes = b"", *, head: bool = False) -> None:
    """One whole answer; to HEAD without its body, but with its length (RFC 9110, 9.3.2)."""
    if body:
        headers = (*headers, (b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers + ALWAYS})
    await send({"type": "http.response.body", "body": b"" if head else body})


async def send_options(send: Send) -> None:
    """The answer to OPTIONS, a CORS preflight included: anyone may read, nobody may write."""
    headers = (
        (b"allow", METHODS),
        (b"access-control-allow-methods", METHODS),
        (b"access-control-allow-headers", b"Accept, Accept-Language"),
        (b"access-control-max-age", b"86400"),
    )
    await send_answer(send, 204, headers)
