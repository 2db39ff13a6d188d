"""Sends what was decided of links: a redirect, a choice, a linkset in the form that is asked for, or why none."""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

import msgspec

from countermark.entrypoints.asgi_types import Send
from countermark.entrypoints.passport_pages.answers import HTML, JSON, NO_STORE, PAGE_SECURITY, Headers, send_answer
from countermark.entrypoints.passport_pages.message_page import Message, send_message
from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.entrypoints.passport_pages.templates import render
from countermark.entrypoints.resolver.link_request import linkset_header, with_query
from countermark.features.links.anchor import key_path
from countermark.features.passports.passport_page import BrandHeader
from countermark.features.resolution.known_link import KnownLink
from countermark.features.resolution.link_answer import AnswerKind, LinkAnswer
from countermark.features.resolution.link_levels import Level
from countermark.features.resolution.linkset import CONTEXT_URL, choices_document, linkset_document
from countermark.features.resolution.scan_target import DecompressedLink, InternalId
from countermark.gs1 import DigitalLink
from countermark.gs1.link_types import LINK_TYPES
from countermark.kit.negotiation import media_qualities, quality_of

A_MINUTE: Final = (b"cache-control", b"public, max-age=60")
CONTEXT: Final = (
    b"link",
    b'<%b>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"' % CONTEXT_URL.encode(),
)
MESSAGES: Final = {
    AnswerKind.UNKNOWN: Message.UNKNOWN,
    AnswerKind.NO_SUCH_LINK: Message.NO_SUCH_LINK,
    AnswerKind.GONE: Message.WITHDRAWN,
}


WORDS: Final = {"01": "This product", "22": "Variant {}", "10": "Lot {}", "21": "Serial number {}"}


class Form(Enum):
    """The media types of a linkset, the most preferred first where a request prefers none."""

    LINKSET = "application/linkset+json"
    JSON_LD = "application/ld+json"
    JSON = "application/json"
    HTML = "text/html"


async def send_links(
    send: Send,
    request: PublicRequest,
    brand: BrandHeader,
    target: DigitalLink | InternalId,
    answer: LinkAnswer,
    origin: bytes,
    caching: Headers,
) -> None:
    """Sends a decision. ``caching`` is for redirects."""
    headers = _told(request, target, origin)
    if answer.kind is AnswerKind.LINK:
        location = (b"location", target_of(answer.links[0], request.query_string))
        await send_answer(send, 307, (location, *headers, *caching), head=request.method == "HEAD")
    elif answer.kind is AnswerKind.LINKSET:
        await _send_linkset(send, request, brand, answer.levels, headers)
    elif answer.kind is AnswerKind.CHOICES:
        await _send_choices(send, request, brand, answer, headers)
    else:
        told = headers if answer.levels else ()
        await send_message(send, request, MESSAGES[answer.kind], brand, headers=told)


def _told(request: PublicRequest, target: DigitalLink | InternalId, origin: bytes) -> Headers:
    """Where the linkset is; of a compressed link also what it is uncompressed (GS1 Resolver 1.2.1, 2.3: SHALL)."""
    if not isinstance(target, DecompressedLink):
        return (linkset_header(origin, request.raw_path),)
    same = (b"link", b'<%b%b>; rel="owl:sameAs"' % (origin, target.uri_on("").encode()))
    return (linkset_header(origin, key_path(target).encode()), same)


def target_of(link: KnownLink, query_string: bytes) -> bytes:
    """Where a redirect goes: the target, with the query unless the link says otherwise."""
    return with_query(link.href.encode(), query_string if link.forward_query else b"")


def form_of(accept: bytes) -> Form:
    """The form of a linkset that an ``Accept`` header wants most."""
    qualities = media_qualities(accept)
    return max(Form, key=lambda form: quality_of(form.value, qualities))


async def _send_linkset(
    send: Send, request: PublicRequest, brand: BrandHeader, levels: Sequence[Level], headers: Headers
) -> None:
    form = form_of(request.accept)
    if form is Form.HTML:
        page = render("links.html", brand=brand, levels=levels, choices=None, title_of=title_of, heading_of=heading_of)
        headers = (HTML, A_MINUTE, *PAGE_SECURITY, *headers)
    else:
        page = _encoded(linkset_document(levels), form)
        headers = (_content_type(form), A_MINUTE, CONTEXT, *headers)
    await send_answer(send, 200, headers, page, head=request.method == "HEAD")


async def _send_choices(
    send: Send, request: PublicRequest, brand: BrandHeader, answer: LinkAnswer, headers: Headers
) -> None:
    """Several links between which nothing decides: 300, and nothing but these."""
    form = form_of(request.accept)
    if form is Form.HTML:
        page = render(
            "links.html",
            brand=brand,
            levels=answer.levels[:1],
            choices=answer.links,
            title_of=title_of,
            heading_of=heading_of,
        )
        headers = (HTML, NO_STORE, *PAGE_SECURITY, *headers)
    else:
        page = _encoded(choices_document(answer.levels, answer.links), form)
        headers = (_content_type(form), NO_STORE, CONTEXT, *headers)
    await send_answer(send, 300, headers, page, head=request.method == "HEAD")


def _encoded(document: dict[str, Any], form: Form) -> bytes:
    return msgspec.json.encode({"@context": CONTEXT_URL, **document} if form is Form.JSON_LD else document)


def _content_type(form: Form) -> tuple[bytes, bytes]:
    return JSON if form is Form.JSON else (b"content-type", form.value.encode())


def heading_of(level: Level) -> str:
    """What a level is, for people: ``Lot L1``, or the last of its elements as GS1 writes it."""
    if not level.elements:
        return "This item"
    ai, value = level.elements[-1]
    word = WORDS.get(ai)
    return f"({ai}) {value}" if word is None else word.format(value)


def title_of(link_type: str) -> str:
    """A link type in words; an own one as it is."""
    known = LINK_TYPES.get(link_type)
    return known.title if known else link_type
