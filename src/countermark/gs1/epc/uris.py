"""EPC URNs: the pure identity, and the tag URI that also names scheme and filter (TDS 2.3, sections 6.3.1 and 12)."""

import re
from typing import Final, NamedTuple

from countermark.gs1.epc.binary import EpcScheme
from countermark.gs1.epc.errors import EpcError
from countermark.gs1.epc.partitioned import serial_96_problem
from countermark.gs1.epc.sgtin import FILTERS, POINT_OF_SALE, Sgtin

PURE_IDENTITY: Final = "urn:epc:id:sgtin:"
TAG: Final = "urn:epc:tag:"
# What a URN cannot hold of CSET 82 (TDS 2.3, annex A); everything else stands for itself.
_ESCAPES: Final = {character: f"%{ord(character):02X}" for character in '"%&/<>?'}
_ESCAPE: Final = re.compile("%([0-9A-Fa-f]{2})|%")


class ParsedUri(NamedTuple):
    """What an EPC URN says. `scheme` is None for a pure identity, which is written on no tag yet."""

    scheme: EpcScheme | None
    sgtin: Sgtin


def pure_identity_uri(sgtin: Sgtin) -> str:
    """`urn:epc:id:sgtin:<company prefix>.<item reference>.<serial>`. Raises EpcError without the prefix's length.

    >>> pure_identity_uri(Sgtin(gtin="09506000134352", serial="12345", company_prefix_length=7))
    'urn:epc:id:sgtin:9506000.013435.12345'
    """
    return PURE_IDENTITY + _parts(sgtin)


def tag_uri(scheme: EpcScheme, sgtin: Sgtin) -> str:
    """`urn:epc:tag:sgtin-96:<filter>.<...>`. Raises EpcError for SGTIN+, which TDS gives no tag URI."""
    if scheme is EpcScheme.SGTIN_PLUS:
        raise EpcError("SGTIN+ has none; its Digital Link says the same", field="EPC tag URI")
    problem = serial_96_problem(sgtin.serial) if scheme is EpcScheme.SGTIN_96 else None
    if problem is not None:
        raise EpcError(problem, field="serial", ai="21")
    return f"{TAG}{scheme}:{sgtin.filter_value}.{_parts(sgtin)}"


def parse_epc_uri(text: str) -> ParsedUri:
    """Reads either URN. Raises EpcError, naming the part."""
    if text.startswith(PURE_IDENTITY):
        return ParsedUri(None, _item(text[len(PURE_IDENTITY) :], POINT_OF_SALE))
    for scheme in (EpcScheme.SGTIN_96, EpcScheme.SGTIN_198):
        head = f"{TAG}{scheme}:"
        if text.startswith(head):
            filter_text, _, rest = text[len(head) :].partition(".")
            if filter_text not in [str(value) for value in FILTERS]:
                raise EpcError(f"{filter_text!r} is not a digit 0 to 7", field="filter value")
            sgtin = _item(rest, int(filter_text))
            tag_uri(scheme, sgtin)  # refuses a serial that the scheme cannot hold
            return ParsedUri(scheme, sgtin)
    raise EpcError(f"begins neither with {PURE_IDENTITY} nor with {TAG}sgtin-96: or {TAG}sgtin-198:", field="EPC URI")


def _parts(sgtin: Sgtin) -> str:
    serial = "".join(_ESCAPES.get(character, character) for character in sgtin.serial)
    return f"{sgtin.company_prefix}.{sgtin.item_reference}.{serial}"


def _item(text: str, filter_value: int) -> Sgtin:
    prefix, _, rest = text.partition(".")
    reference, dot, serial = rest.partition(".")
    if not dot:
        raise EpcError("needs company prefix, item reference and serial, with a dot between", field="EPC URI")
    for character in _ESCAPES:
        if character != "%" and character in serial:
            raise EpcError(f"{character!r} has to be written as {_ESCAPES[character]}", field="serial", ai="21")
    return Sgtin.of_parts(prefix, reference, _ESCAPE.sub(_unescaped, serial), filter_value)


def _unescaped(match: re.Match[str]) -> str:
    if match[1] is None:
        raise EpcError("a % without two hexadecimal digits", field="serial", ai="21")
    return chr(int(match[1], 16))
