"""CORS for the API: any site's script may call it with a token it holds. No cookie counts here, so none is allowed."""

from typing import Any

from countermark.entrypoints.asgi_types import AsgiApp, Receive, Scope, Send

ALLOW_ORIGIN = (b"access-control-allow-origin", b"*")
PREFLIGHT = [
    ALLOW_ORIGIN,
    (b"access-control-allow-methods", b"GET, POST, PUT, PATCH, DELETE, OPTIONS"),
    (b"access-control-allow-headers", b"*, authorization"),
    (b"access-control-max-age", b"86400"),
]
EXPOSED = [
    ALLOW_ORIGIN,
    (
        b"access-control-expose-headers",
        b"x-request-id, x-workspace-id, retry-after, content-range, content-disposition, etag, location, link, "
        b"ratelimit, ratelimit-policy, idempotency-replayed, deprecation, sunset",
    ),
]


def cross_origin(app: AsgiApp) -> AsgiApp:
    """``app`` answering preflights, and with the headers that let a script read its answers."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            await send({"type": "http.response.start", "status": 204, "headers": PREFLIGHT})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_exposed(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *EXPOSED]}
            await send(message)

        await app(scope, receive, send_exposed)

    return answer
