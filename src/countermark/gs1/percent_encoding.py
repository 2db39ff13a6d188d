"""Percent-encoding (RFC 3986 section 2.1) as the values in a GS1 Digital Link use it."""

import re
from typing import Final

_UNRESERVED: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ENCODED: Final = {code: chr(code) if code in _UNRESERVED else f"%{code:02X}" for code in range(256)}
_TRIPLET: Final = re.compile("%([0-9A-Fa-f]{2})")


def percent_encode(value: str) -> str:
    """`value` with everything but `A-Za-z0-9-._~` as `%XX`, upper-case hexadecimal, UTF-8."""
    return "".join(_ENCODED[code] for code in value.encode())


def percent_decode(text: str, *, plus_is_space: bool) -> str:
    """`text` with every well-formed `%XX` replaced; a malformed one (`%G1`, `%4`) stays as it is.

    A byte above 7F becomes the character of that number: no GS1 character set has it, so it is refused as a
    character and never as an encoding. `plus_is_space` is true in a query, false in a path.
    """
    if plus_is_space:
        text = text.replace("+", " ")
    if "%" not in text:
        return text
    return _TRIPLET.sub(lambda triplet: chr(int(triplet[1], 16)), text)
