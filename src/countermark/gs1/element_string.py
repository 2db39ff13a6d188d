"""Element strings: what a GS1 barcode other than a Digital Link holds (GenSpecs 26.0, 7.8), read and written.

Bracketed for people, "(01)09506000134352(21)S", with "(" within a value written as a backslash and it; raw as
a scanner sends it, "010950600013435221S", elements without a predefined length ended by FNC1 (as GS, hexadecimal 1D).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from countermark.gs1.application_identifier_value import check_value
from countermark.gs1.application_identifiers import APPLICATION_IDENTIFIERS, PATH_SEQUENCES, PRIMARY_KEYS
from countermark.gs1.digital_link import DigitalLink
from countermark.gs1.digital_link_path import check_is_attribute
from countermark.gs1.errors import GS1SyntaxError
from countermark.gs1.pairing import check_pairing as check_pairs

GS: Final = "\x1d"
"""What stands for FNC1 within scanned data."""
Elements = tuple[tuple[str, str], ...]
# What a scanner may send before the data, for GS1-128, DataBar, Data Matrix, QR, Dot Code and composite codes.
SYMBOLOGY_IDENTIFIERS: Final = ("]C1", "]e0", "]e1", "]e2", "]d2", "]Q3", "]J1")
LONGEST: Final = 8_192
_BRACKETED: Final = re.compile(r"\(([0-9]{2,4})\)((?:[^(\\]|\\\()+)")
_AI_LENGTHS: Final = (2, 3, 4)


def parse_element_string(text: str, *, check_pairing: bool = True) -> Elements:
    """The (AI, value) of a bracketed or raw element string, in its order, verified. A symbology identifier before it is
    dropped.

    Raises GS1SyntaxError for every text that is none, an unknown AI and an AI that is there twice included.
    """
    if len(text) > LONGEST:
        raise GS1SyntaxError(f"{len(text)} characters are more than any code holds")
    data = text[3:] if text.startswith(SYMBOLOGY_IDENTIFIERS) else text
    elements = _bracketed(data) if data.startswith("(") else _raw(data)
    values: dict[str, str] = {}
    for ai, value in elements:
        if ai not in APPLICATION_IDENTIFIERS:
            raise GS1SyntaxError("is no known Application Identifier", ai=ai)
        if ai in values:
            raise GS1SyntaxError("is there more than once", ai=ai)
        check_value(ai, value, "value")
        values[ai] = value
    if check_pairing:
        check_pairs(values)
    return elements


def raw_element_string(elements: Sequence[tuple[str, str]]) -> str:
    """The data of a barcode without FNC1 at its start: GS only where a reader needs it to know the end of a value.

    Raises GS1SyntaxError for an unknown AI or a value that is none of its AI.
    """
    written = ""
    for place, (ai, value) in enumerate(elements, start=1):
        row = APPLICATION_IDENTIFIERS.get(ai)
        if row is None:
            raise GS1SyntaxError("is no known Application Identifier", ai=ai)
        check_value(ai, value, "value")
        written += ai + value + ("" if row.has_predefined_length or place == len(elements) else GS)
    return written


def bracketed_element_string(elements: Sequence[tuple[str, str]]) -> str:
    """The text that people read and type: brackets round each AI, and a backslash before an opening one in a value."""
    return "".join(f"({ai})" + value.replace("(", "\\(") for ai, value in elements)


def link_of_elements(elements: Sequence[tuple[str, str]]) -> DigitalLink:
    """The Digital Link that says the same: a key with its qualifiers in their order, the rest as data attributes.

    Raises GS1SyntaxError when there is no primary key, or more than one, or an AI that no link can carry beside it.
    """
    values = dict(elements)
    keys = [ai for ai in values if ai in PRIMARY_KEYS]
    if len(keys) != 1:
        told = "there is no GS1 primary key" if not keys else f"({keys[0]}) and ({keys[1]}) are both primary keys"
        raise GS1SyntaxError(told)
    sequence = _longest_sequence(keys[0], values)
    attributes = {ai: value for ai, value in values.items() if ai not in sequence}
    for ai in attributes:
        check_is_attribute(sequence, ai)
    qualifiers = tuple((ai, values[ai]) for ai in sequence[1:])
    return DigitalLink(key_ai=keys[0], key_value=values[keys[0]], qualifiers=qualifiers, attributes=attributes)


def _longest_sequence(key: str, values: Mapping[str, str]) -> tuple[str, ...]:
    fitting = [order for order in PATH_SEQUENCES if order[0] == key and all(ai in values for ai in order)]
    if not fitting:
        raise GS1SyntaxError("lacks the qualifier it cannot go without", ai=key)
    return max(fitting, key=len)


def _bracketed(text: str) -> Elements:
    elements, at = [], 0
    while at < len(text):
        found = _BRACKETED.match(text, at)
        if found is None:
            raise GS1SyntaxError("here an AI in brackets with its value is expected", position=at)
        elements.append((found[1], found[2].replace("\\(", "(")))
        at = found.end()
    return tuple(elements)


def _raw(text: str) -> Elements:
    elements: list[tuple[str, str]] = []
    at = 1 if text.startswith(GS) else 0
    while at < len(text):
        ai = next((text[at : at + n] for n in _AI_LENGTHS if text[at : at + n] in APPLICATION_IDENTIFIERS), None)
        if ai is None:
            raise GS1SyntaxError("here a known Application Identifier is expected", position=at)
        begin = at + len(ai)
        row = APPLICATION_IDENTIFIERS[ai]
        end = text.find(GS, begin)
        if row.has_predefined_length:
            end = begin + row.max_length
        elif end < 0:
            end = len(text)
        elements.append((ai, text[begin:end]))
        at = end + 1 if text[end : end + 1] == GS else end
    if not elements:
        raise GS1SyntaxError("there is no element")
    return tuple(elements)
