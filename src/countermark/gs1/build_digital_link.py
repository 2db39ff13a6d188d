"""Writes GS1 Digital Link URIs: DL URI Syntax 1.7.0, uncompressed, canonical spelling."""

from collections.abc import Mapping

from countermark.gs1.application_identifier_value import check_value
from countermark.gs1.application_identifiers import APPLICATION_IDENTIFIERS
from countermark.gs1.digital_link import DigitalLink
from countermark.gs1.digital_link_path import check_is_attribute
from countermark.gs1.errors import GS1SyntaxError
from countermark.gs1.gtin import normalise_gtin
from countermark.gs1.parse_digital_link import check_uri_characters, split_origin


def build_digital_link(
    stem: str,
    *,
    gtin: str,
    cpv: str | None = None,
    lot: str | None = None,
    serial: str | None = None,
    tpx: str | None = None,
    attributes: Mapping[str, str] | None = None,
) -> str:
    """The URI of a product, lot or item under `stem` ("https://example.com/a", one trailing "/" is dropped).

    `gtin` may have any of its four lengths and is written with 14 digits. `tpx`, AI (235), excludes `cpv`,
    `lot` and `serial`. `attributes` are AI to value and go into the query, sorted. Values are given decoded;
    all but `A-Za-z0-9-._~` is percent-encoded. Whether AIs need or forbid each other is not checked here.

    Raises GS1SyntaxError when the link could not be parsed again: a bad stem or value, an AI that is unknown
    or no data attribute.
    """
    if tpx is not None and not (cpv is None and lot is None and serial is None):
        raise GS1SyntaxError("excludes AI (22), (10) and (21)", ai="235", segment="path")
    given = (("22", cpv), ("10", lot), ("21", serial), ("235", tpx))
    qualifiers = tuple((ai, value) for ai, value in given if value is not None)
    for ai, value in qualifiers:
        check_value(ai, value, "path")
    data_attributes = dict(attributes or {})
    sequence = ("01", *(ai for ai, _ in qualifiers))
    for ai, value in data_attributes.items():
        if ai not in APPLICATION_IDENTIFIERS:
            raise GS1SyntaxError("is no known Application Identifier", ai=ai, segment="query")
        check_is_attribute(sequence, ai)
        check_value(ai, value, "query")
    key = normalise_gtin(gtin)
    link = DigitalLink(key_ai="01", key_value=key, qualifiers=qualifiers, attributes=data_attributes)
    return link.uri_on(checked_stem(stem))


def checked_stem(stem: str) -> str:
    """`stem` without one trailing "/". Raises GS1SyntaxError unless it is scheme, host and path only."""
    check_uri_characters(stem)
    origin, path = split_origin(stem)
    if "?" in path or "#" in path:
        raise GS1SyntaxError("a stem has no query and no fragment", segment="uri")
    return origin + path.removesuffix("/")
