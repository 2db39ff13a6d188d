"""Against requests that another site makes a browser send: every unsafe request proves that our page asked for it.

Two locks. The browser says where the request comes from (Sec-Fetch-Site, else Origin), and the form or the htmx header
carries a token that only a page drawn for this very cookie can hold.
"""

import hashlib
import hmac
from typing import Any
from urllib.parse import urlsplit

from litestar import Request

from countermark.entrypoints.services import Services

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FIELD = "csrf"
HEADER = "x-csrf-token"


def csrf_token(services: Services, cookie: str) -> str:
    """The token of everything drawn for this cookie: an HMAC, so nothing has to be stored."""
    key = hmac.digest(services.master_key, b"console csrf", hashlib.sha256)
    return hmac.digest(key, cookie.encode(), hashlib.sha256).hex()


def comes_from_our_page(request: Request[Any, Any, Any]) -> bool:
    """Whether the browser says that a page of this very origin sent the request. Other programs say nothing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def has_token(request: Request[Any, Any, Any], services: Services, cookie: str) -> bool:
    """Whether the request carries the token of its cookie, in the header or in the form."""
    given = request.headers.get(HEADER)
    if given is None:
        given = (await request.form()).get(FIELD, "")
    return isinstance(given, str) and hmac.compare_digest(given.encode(), csrf_token(services, cookie).encode())
