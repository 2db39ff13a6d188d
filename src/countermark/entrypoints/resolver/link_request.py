"""What a request to the resolver asks of the links, and the header that tells where all of them are."""

from typing import Final
from urllib.parse import parse_qsl

from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.features.resolution.link_choice import Wish, read_wish

MOST_PAIRS: Final = 200
LONGEST_QUERY: Final = 8_192
_TOLD: Final = b'>; rel="linkset"; type="application/linkset+json"'


def asks_for_links(request: PublicRequest) -> bool:
    """Whether a request may want anything but the default: cheap, for every scan is asked."""
    return b"linkset" in request.accept or (bool(request.query_string) and b"linkType" in request.query_string)


def wish_of(request: PublicRequest) -> Wish:
    """The wish of a request. Of a name that is there more than once, the first counts."""
    pairs = query_pairs(request.query_string)
    return read_wish(pairs.get("linkType"), pairs.get("context"), request.accept, request.accept_language)


def query_pairs(query_string: bytes) -> dict[str, str]:
    """The first value of each name of a query, decoded; of a query that is too long, of its beginning."""
    text = query_string[:LONGEST_QUERY].decode("latin-1")
    beginning = "&".join(text.split("&", MOST_PAIRS)[:MOST_PAIRS])
    pairs: dict[str, str] = {}
    for name, value in parse_qsl(beginning, keep_blank_values=True, errors="replace"):
        pairs.setdefault(name, value)
    return pairs


def linkset_header(origin: bytes, raw_path: bytes) -> tuple[bytes, bytes]:
    """Where the linkset of a scanned path is (GS1 Resolver 1.2.1: SHOULD, also on redirects). The path was parsed, so
    no character in it could end the address."""
    return (b"link", b"<%b%b?linkType=linkset%b" % (origin, raw_path.removesuffix(b"/"), _TOLD))


def with_query(location: bytes, query_string: bytes) -> bytes:
    """``location`` with everything of the query forwarded (GS1 Resolver 1.2.1, 2.12): merged with one of its own, and
    before a fragment."""
    if not query_string:
        return location
    address, mark, fragment = location.partition(b"#")
    return address + (b"&" if b"?" in address else b"?") + query_string + mark + fragment
