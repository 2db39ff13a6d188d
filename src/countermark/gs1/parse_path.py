"""Parses the path of a request: the resolver's hot path.

A plain `/01/...` path with the usual qualifiers is matched by one regular expression; anything else, valid or
not, goes to the general reader, so the two cannot disagree on what they refuse or why.
"""

import re
from typing import Final

from countermark.gs1.check_digit import has_valid_gtin_check_digit
from countermark.gs1.digital_link import DigitalLink
from countermark.gs1.digital_link_path import read_path_and_query
from countermark.gs1.errors import GS1SyntaxError
from countermark.gs1.parse_digital_link import check_uri_characters

# CSET 82 without what a URI cannot hold raw ("<>), what is encoded (%), and what ends a segment (/?).
_PLAIN: Final = r"[A-Za-z0-9!&'()*+,\-.:;=_]"
_PLAIN_GTIN_PATH: Final = re.compile(
    rf"/01/([0-9]{{14}})"
    rf"(?:/235/({_PLAIN}{{1,28}})"
    rf"|(?:/22/({_PLAIN}{{1,20}}))?(?:/10/({_PLAIN}{{1,20}}))?(?:/21/({_PLAIN}{{1,20}}))?)"
)
# A query with no key that reads as a number, and only characters of a URI.
_NO_DIGIT: Final = r"A-Za-z\-._~:/?\[\]@!$'()*+,;%"
_PLAIN_QUERY: Final = re.compile(rf"(?:[{_NO_DIGIT}][{_NO_DIGIT}0-9=]*(?:&|$))*")


def parse_path(raw_path: bytes, query_string: bytes = b"", *, check_pairing: bool = True) -> DigitalLink:
    """The link in an ASGI `raw_path` (still percent-encoded) and `query_string` (without "?").

    Gives and raises what `parse_digital_link` does for "https://host" + path + "?" + query, but for the stem,
    which is the path before the primary key. The one optional trailing "/" that a resolver tolerates is the
    caller's to strip.
    """
    path = raw_path.decode("latin-1")
    query = query_string.decode("latin-1")
    found = _PLAIN_GTIN_PATH.fullmatch(path)
    if found is None or (query and _PLAIN_QUERY.fullmatch(query) is None):
        return _parse_any_path(path, query, check_pairing=check_pairing)
    gtin, tpx, cpv, lot, serial = found.groups()
    if not has_valid_gtin_check_digit(gtin):
        return _parse_any_path(path, query, check_pairing=check_pairing)
    if serial is not None and cpv is None and lot is None:
        qualifiers: tuple[tuple[str, str], ...] = (("21", serial),)
    else:
        given = (("22", cpv), ("10", lot), ("21", serial), ("235", tpx))
        qualifiers = tuple((ai, value) for ai, value in given if value is not None)
    ignored = tuple(pair for pair in query.split("&") if pair) if query else ()
    return DigitalLink(key_ai="01", key_value=gtin, qualifiers=qualifiers, ignored_query=ignored)


def _parse_any_path(path: str, query: str, *, check_pairing: bool) -> DigitalLink:
    check_uri_characters(path)
    check_uri_characters(query)
    if not path.startswith("/") or "?" in path or "#" in path or "#" in query:
        raise GS1SyntaxError("a request has a path from '/' on and no fragment", segment="path")
    return read_path_and_query(path, query, origin="", check_pairing=check_pairing)
