"""Parses the path of a request: the resolver's hot path."""

from countermark.gs1.digital_link import DigitalLink
from countermark.gs1.digital_link_path import read_path_and_query
from countermark.gs1.errors import GS1SyntaxError
from countermark.gs1.parse_digital_link import check_uri_characters
from countermark.gs1.plain_gtin_link import read_plain_gtin_link


def parse_path(raw_path: bytes, query_string: bytes = b"", *, check_pairing: bool = True) -> DigitalLink:
    """The link in an ASGI `raw_path` (still percent-encoded) and `query_string` (without "?").

    Gives and raises what `parse_digital_link` does for "https://host" + path + "?" + query, but for the stem,
    which is the path before the primary key. The one optional trailing "/" that a resolver tolerates is the
    caller's to strip.
    """
    path = raw_path.decode("latin-1")
    query = query_string.decode("latin-1")
    plain = read_plain_gtin_link(path, query, "")
    return plain if plain is not None else _parse_any_path(path, query, check_pairing=check_pairing)


def _parse_any_path(path: str, query: str, *, check_pairing: bool) -> DigitalLink:
    check_uri_characters(path)
    check_uri_characters(query)
    if not path.startswith("/") or "?" in path or "#" in path or "#" in query:
        raise GS1SyntaxError("a request has a path from '/' on and no fragment", segment="path")
    return read_path_and_query(path, query, origin="", check_pairing=check_pairing)
