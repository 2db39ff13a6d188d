"""Pages that say what is wrong: what happened, in words for whoever scanned, and what they can do."""

from enum import Enum
from typing import NamedTuple

import msgspec

from countermark.entrypoints.asgi_types import Send
from countermark.entrypoints.passport_pages.answers import (
    HTML,
    METHODS,
    NO_STORE,
    PAGE_SECURITY,
    PROBLEM,
    Headers,
    send_answer,
)
from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.entrypoints.passport_pages.templates import render
from countermark.features.passports.passport_page import BrandHeader


class Text(NamedTuple):
    """Status and words of a message; ``code`` is stable, for programs."""

    status: int
    code: str
    title: str
    what: str
    advice: str
    headers: Headers = ()


class Message(Enum):
    """Everything that can be wrong with a scan or a passport address."""

    NO_BRAND = Text(
        404,
        "NO_BRAND",
        "Nobody answers here",
        "No brand is served at this address.",
        "Scan the code again, or compare the address with the one printed on the product.",
    )
    NOTHING_HERE = Text(
        404,
        "NOTHING_HERE",
        "Nothing to see here",
        "This address is where codes on products lead. It names no product itself.",
        "Scan the code on a product to see its digital product passport.",
    )
    MALFORMED = Text(
        400,
        "MALFORMED",
        "This code cannot be read",
        "The address is not a valid GS1 Digital Link, so it names no product.",
        "The code may be damaged or cut off. Scan it again, or type the address printed beside it.",
    )
    UNKNOWN = Text(
        404,
        "UNKNOWN_CODE",
        "This code is not known",
        "No product, lot or item has been issued with this code.",
        "Scan it again. If it stays unknown, the code was not issued by this brand: do not rely on what it is on, "
        "and let the brand know.",
    )
    NO_SUCH_LINK = Text(
        404,
        "NO_SUCH_LINK",
        "No such link",
        "This code is known, but it has no link of the type that was asked for.",
        "Leave the link type out to see what there is.",
    )
    WITHDRAWN = Text(
        410,
        "WITHDRAWN",
        "This code was withdrawn",
        "It was issued and withdrawn again, so what carries it should not be on sale.",
        "Do not rely on a product with this code, and let the brand know where you found it.",
    )
    UNKNOWN_PASSPORT = Text(
        404,
        "UNKNOWN_PASSPORT",
        "This passport is not known",
        "There is no digital product passport at this address.",
        "Scan the code on the product again. If the address was typed, check every character.",
    )
    NOT_PUBLISHED = Text(
        404,
        "NOT_PUBLISHED",
        "Not published yet",
        "This code was issued, but its digital product passport is not published yet.",
        "Try again later. The passport will be at this very address.",
    )
    BAD_METHOD = Text(
        405,
        "METHOD_NOT_ALLOWED",
        "Only for reading",
        "This address can be read, not written to.",
        "Use GET, HEAD or OPTIONS.",
        ((b"allow", METHODS),),
    )
    TOO_MANY = Text(
        429,
        "RATE_LIMITED",
        "Too many scans at once",
        "More requests came from your network than one is allowed in a moment.",
        "The code is fine. Wait a little and scan it again.",
    )
    AWAY = Text(
        503,
        "UNAVAILABLE",
        "Back in a moment",
        "The passport service cannot reach its data right now.",
        "The code is fine. Try again in a minute.",
        ((b"retry-after", b"10"),),
    )
    FAILED = Text(
        500,
        "INTERNAL",
        "Something failed on our side",
        "The passport service could not answer.",
        "The code may be fine. Try again later.",
    )


async def send_message(
    send: Send,
    request: PublicRequest,
    message: Message,
    brand: BrandHeader | None,
    detail: str | None = None,
    headers: Headers = (),
) -> None:
    """The message as a page, or as a problem (RFC 9457) to who prefers JSON. Never cached. ``headers`` are added."""
    text = message.value
    head = request.method == "HEAD"
    if request.prefers_json:
        headers = (PROBLEM, NO_STORE, *text.headers, *headers)
        await send_answer(send, text.status, headers, _problem(text, detail), head=head)
        return
    page = render("message.html", text=text, detail=detail, brand=brand)
    await send_answer(send, text.status, (HTML, NO_STORE, *PAGE_SECURITY, *text.headers, *headers), page, head=head)


def _problem(text: Text, detail: str | None) -> bytes:
    members = {
        "type": "about:blank",
        "title": text.title,
        "status": text.status,
        "detail": detail or text.what,
        "code": text.code,
    }
    return msgspec.json.encode(members)
