"""Canonical JSON: RFC 8785 (JCS), so that equal facts have equal bytes and one hash, here and anywhere else."""

import math
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

_SHORT_ESCAPES: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_ESCAPED: Final = re.compile(r'[\x00-\x1f"\\]')


class NotCanonical(ValueError):
    """The value has no canonical form: NaN, an integer that would be rounded, half of a surrogate pair, or not JSON."""


def canonical_json(value: Any) -> bytes:
    """The UTF-8 bytes of ``value``: no white space, keys in UTF-16 order, numbers as ECMAScript writes them.

    Raises:
        NotCanonical: names what has no canonical form.
    """
    text = _text(value)
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise NotCanonical("half of a surrogate pair in a text") from None


def _text(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return _string(value)
        case int():
            return _integer(value)
        case float():
            return _number(value)
        case dict():
            return _object(value)
        case list() | tuple():
            return f"[{_joined(_text(member) for member in value)}]"
    raise NotCanonical(f"{type(value).__name__} is not JSON")


def _object(value: Mapping[str, Any]) -> str:
    """Section 3.2.3: keys sorted as arrays of UTF-16 code units."""
    if not all(isinstance(key, str) for key in value):
        raise NotCanonical("a key that is not text")
    keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
    return f"{{{_joined(f'{_string(key)}:{_text(value[key])}' for key in keys)}}}"


def _joined(parts: Iterable[str]) -> str:
    return ",".join(parts)


def _string(value: str) -> str:
    """Section 3.2.2.2: only quotes, backslashes and control characters are escaped."""
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return _SHORT_ESCAPES.get(character) or f"\\u{ord(character):04x}"


def _integer(value: int) -> str:
    """Every number is a double here (RFC 7493, section 2.2); an integer that would be rounded is refused."""
    try:
        text = _number(float(value))
    except OverflowError:
        text = "0"
    if Decimal(text) != value:
        raise NotCanonical(f"the integer {value} cannot be written as a double")
    return text


def _number(value: float) -> str:
    """Section 3.2.2.3: ECMAScript's Number::toString, which is the shortest text that reads back as the same double."""
    if not math.isfinite(value):
        raise NotCanonical(f"{value} is not a JSON number")
    if value == 0:
        return "0"
    sign, parts, exponent = Decimal(repr(value)).normalize().as_tuple()
    digits = "".join(map(str, parts))
    return "-" * sign + _placed(digits, len(digits) + int(exponent))


def _placed(digits: str, point: int) -> str:
    """``digits`` with the decimal point after ``point`` of them, as ECMAScript chooses to write it."""
    if len(digits) <= point <= 21:
        return digits.ljust(point, "0")
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"
