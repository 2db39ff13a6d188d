"""The short way for the usual link: a GTIN with the usual qualifiers, matched by one regular expression.

Anything else, valid or not, goes to the general reader (digital_link_path.py), so the two cannot disagree on what they
refuse or why.
"""

import re
from typing import Final

from countermark.gs1.character_sets import first_outside
from countermark.gs1.check_digit import has_valid_gtin_check_digit
from countermark.gs1.digital_link import DigitalLink
from countermark.gs1.percent_encoding import percent_decode

# CSET 82 without what a URI cannot hold raw ("<>) and what ends a segment (/?), or an encoded character of ASCII.
_CHARACTER: Final = r"(?:[A-Za-z0-9!&'()*+,\-.:;=_]|%[2-7][0-9A-Fa-f])"
_PATH: Final = re.compile(
    rf"/01/([0-9]{{14}})"
    rf"(?:/235/({_CHARACTER}{{1,28}})"
    rf"|(?:/22/({_CHARACTER}{{1,20}}))?(?:/10/({_CHARACTER}{{1,20}}))?(?:/21/({_CHARACTER}{{1,20}}))?)"
)
# A query with no key that reads as a number, and only characters of a URI.
_NO_DIGIT: Final = r"A-Za-z\-._~:/?\[\]@!$'()*+,;%"
_QUERY: Final = re.compile(rf"(?:[{_NO_DIGIT}][{_NO_DIGIT}0-9=]*(?:&|$))*")


def read_plain_gtin_link(path: str, query: str, stem: str) -> DigitalLink | None:
    """The link in a path that begins with its GTIN, and a query without AIs; ``None`` when it is of another kind."""
    found = _PATH.fullmatch(path)
    if found is None or (query and _QUERY.fullmatch(query) is None):
        return None
    gtin, tpx, cpv, lot, serial = found.groups()
    if not has_valid_gtin_check_digit(gtin):
        return None
    if serial is not None and cpv is None and lot is None:
        qualifiers: tuple[tuple[str, str], ...] = (("21", serial),)
    else:
        given = (("22", cpv), ("10", lot), ("21", serial), ("235", tpx))
        qualifiers = tuple((ai, value) for ai, value in given if value is not None)
    if "%" in path:
        qualifiers = tuple((ai, percent_decode(value, plus_is_space=False)) for ai, value in qualifiers)
        if any(first_outside("X", value) is not None for _, value in qualifiers):
            return None
    ignored = tuple(pair for pair in query.split("&") if pair) if query else ()
    return DigitalLink(key_ai="01", key_value=gtin, qualifiers=qualifiers, ignored_query=ignored, stem=stem)
