"""Parses an uncompressed GS1 Digital Link URI, as DL URI Syntax 1.7.0 defines it."""

import re
from typing import Final

from countermark.gs1.digital_link import DigitalLink
from countermark.gs1.digital_link_path import read_path_and_query
from countermark.gs1.errors import GS1SyntaxError
from countermark.gs1.plain_gtin_link import read_plain_gtin_link

SCHEMES: Final = ("https://", "http://", "HTTPS://", "HTTP://")
# A link that begins with its GTIN; whether it is a valid one is looked at then.
_USUAL: Final = re.compile(
    r"((?:https|http|HTTPS|HTTP)://[A-Za-z0-9\-.:\[\]]+)(/01/[^?#]*)(?:\?([^#]*))?(?:#[A-Za-z0-9\-._~:/?!$&'()*+,;=@%]*)?"
)
_NOT_OF_A_URI: Final = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_NOT_OF_AN_AUTHORITY: Final = re.compile(r"[^A-Za-z0-9\-.:\[\]]")


def parse_digital_link(uri: str, *, check_pairing: bool = True) -> DigitalLink:
    """The parts of `uri`, verified: check digits, lengths, character sets, order of qualifiers, attributes.

    Any host and any path before the primary key will do; the rightmost primary key counts. A fragment is
    dropped. GTINs have 14 digits; there are no names such as /gtin/; a trailing "/" is an error.
    `check_pairing` also applies the rules on AIs that need or forbid each other (see pairing.py).

    Raises GS1SyntaxError for every text that is not such a URI, and nothing else.
    """
    usual = _USUAL.fullmatch(uri)
    if usual is not None:
        origin, path, query = usual.groups()
        plain = read_plain_gtin_link(path, query or "", origin)
        if plain is not None:
            return plain
    check_uri_characters(uri)
    origin, rest = split_origin(uri)
    path_and_query, _, _ = rest.partition("#")
    path, _, query = path_and_query.partition("?")
    return read_path_and_query(path, query, origin=origin, check_pairing=check_pairing)


def check_uri_characters(text: str) -> None:
    """Raises GS1SyntaxError, with the position, for a character that RFC 3986 section 2 does not have."""
    found = _NOT_OF_A_URI.search(text)
    if found is not None:
        raise GS1SyntaxError(f"{found[0]!r} cannot stand in a URI", segment="uri", position=found.start())


def split_origin(uri: str) -> tuple[str, str]:
    """("https://example.com:8443", "/01/...") of a URI; the second part begins with "/" or is empty.

    Raises GS1SyntaxError for another scheme, or an authority that is empty or has more than a host and a
    port.
    """
    scheme = next((scheme for scheme in SCHEMES if uri.startswith(scheme)), None)
    if scheme is None:
        raise GS1SyntaxError("the scheme must be http:// or https:// in one case", segment="scheme")
    end = uri.find("/", len(scheme))
    authority = uri[len(scheme) :] if end < 0 else uri[len(scheme) : end]
    if not authority:
        raise GS1SyntaxError("there is no host", segment="authority")
    found = _NOT_OF_AN_AUTHORITY.search(authority)
    if found is not None:
        reason = f"{found[0]!r} cannot stand in a host"
        raise GS1SyntaxError(reason, segment="authority", position=found.start())
    return scheme + authority, uri[len(scheme) + len(authority) :]
