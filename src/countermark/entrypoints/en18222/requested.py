"""What a request to the EN 18222 API asks for, read from its path, query and body."""

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final
from urllib.parse import parse_qsl, unquote

import msgspec

from countermark.entrypoints.asgi_types import Receive
from countermark.entrypoints.en18222.result import DppRefusal
from countermark.features.machine_forms.en18223 import Representation
from countermark.kit.clock import now

MOST_BODY_BYTES: Final = 512 * 1024
MOST_PRODUCT_IDS: Final = 1_000
MOST_IDS_A_PAGE: Final = 100


class ProductIdQuery(msgspec.Struct, frozen=True, rename="camel"):
    """The body of ReadDPPIdsByProductIds (clause 4.5)."""

    product_ids: Annotated[list[str], msgspec.Meta(min_length=1, max_length=MOST_PRODUCT_IDS)]


def bad_request(text: str) -> DppRefusal:
    """Something in the request is not as it must be."""
    return DppRefusal(400, "BAD_REQUEST", text)


def text_of(raw: bytes, name: str) -> str:
    """A percent-decoded part of a path."""
    try:
        return unquote(raw.decode("ascii"), errors="strict")
    except UnicodeDecodeError:
        raise bad_request(f"{name}: must be percent-encoded UTF-8") from None


def query_of(query_string: bytes) -> dict[str, str]:
    """The query's parameters; of one given twice the last."""
    return dict(parse_qsl(query_string.decode("latin-1"), keep_blank_values=True))


def representation_of(query: Mapping[str, str]) -> Representation:
    """The form wanted; compressed is the default (clause 8.1)."""
    try:
        return Representation(query.get("representation", Representation.COMPRESSED))
    except ValueError:
        raise bad_request("representation: must be compressed or full") from None


def moment_of(query: Mapping[str, str]) -> datetime:
    """``date``: a moment that is past, with its offset from UTC. A plus that was not encoded has become a space."""
    told = query.get("date", "")
    try:
        moment = datetime.fromisoformat(told.replace(" ", "+"))
        if "T" not in told.upper() or moment.tzinfo is None:
            raise ValueError("no date-time of RFC 3339")
        return min(moment, now())
    except (ValueError, OverflowError):
        raise bad_request("date: must be a date-time like 2026-11-01T12:00:00Z") from None


def limit_of(query: Mapping[str, str]) -> int:
    """How many ids a page may have; never more than ``MOST_IDS_A_PAGE``, which is also the default."""
    told = query.get("limit", str(MOST_IDS_A_PAGE))
    if not (told.isascii() and told.isdigit() and int(told[:10]) >= 1):
        raise bad_request("limit: must be a whole number from 1 on")
    return min(int(told[:10]), MOST_IDS_A_PAGE)


def cursor_of(place: int) -> str:
    """The opaque text that stands for the next page: how many product ids were looked up."""
    return base64.urlsafe_b64encode(b"%d" % place).rstrip(b"=").decode()


def place_of(query: Mapping[str, str]) -> int:
    """The place that a cursor stands for."""
    if "cursor" not in query:
        return 0
    known = {cursor_of(place): place for place in range(1, MOST_PRODUCT_IDS)}
    if query["cursor"] not in known:
        raise bad_request("cursor: must be nextCursor of the page before")
    return known[query["cursor"]]


async def product_ids_of(receive: Receive) -> list[str]:
    """The product ids in the body."""
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MOST_BODY_BYTES:
            raise bad_request(f"the body is larger than {MOST_BODY_BYTES} bytes")
    try:
        return msgspec.json.decode(body, type=ProductIdQuery).product_ids
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise bad_request(f"the body must be productIds, a list of 1 to {MOST_PRODUCT_IDS} texts") from None
