"""The ceiling of ``resolve``: an ASGI handler that does nothing but send a redirect with as many headers as ours has.

No server of this kind can answer faster than it, whatever it computes and wherever it looks.
"""

from typing import Any

HEADERS = [
    (b"location", b"http://brand.localhost/passport/0123456789ABCDEF"),
    (b"link", b'<http://brand.localhost/01/0/21/0?linkType=linkset>; rel="linkset"; type="application/linkset+json"'),
    (b"cache-control", b"public, max-age=3600"),
    (b"vary", b"Accept, Accept-Language"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"Link, Location"),
]


async def app(scope: Any, receive: Any, send: Any) -> None:
    """A request, or the lifespan of the process."""
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    await send({"type": "http.response.start", "status": 307, "headers": HEADERS})
    await send({"type": "http.response.body", "body": b""})
