"""A product's attributes: a flat object by field key, bounded; odd values are kept, and reported as warnings."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from countermark.features.fields.countries import COUNTRIES
from countermark.features.fields.locales import is_localized, is_text
from countermark.features.products.fields import FIELDS, Kind
from countermark.kit.errors import InvalidInput
from countermark.kit.json_values import checked_object
from countermark.kit.records import Record
from countermark.kit.text import checked_text

LONGEST_KEY = 100
LINK = re.compile(r"https?://[^\s<>\"]+")
SHARES_TOLERANCE = 0.01  # percent: shares are rounded


class ValidationWarning(Record, frozen=True, kw_only=True):
    """Something accepted that probably is a mistake. ``field`` is the attribute's key."""

    code: str
    field: str
    message: str


def merged_attributes(argument: str, stored: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """``stored`` with ``changes`` laid over it key by key (RFC 7396 on one level): ``null`` removes a key.

    Raises:
        InvalidInput: a key is empty, too long or has control characters, or the whole grew too large or deep.
    """
    for key in changes:
        if checked_text(argument, key, longest=LONGEST_KEY) != key:
            raise InvalidInput(argument, f"the key {key!r} begins or ends with white space")
    merged = {key: value for key, value in {**stored, **changes}.items() if value is not None}
    return checked_object(argument, merged)


def attribute_warnings(attributes: Mapping[str, Any]) -> list[ValidationWarning]:
    """What looks wrong: keys outside the table of fields, and values that do not fit their field."""
    warnings = []
    for key, value in attributes.items():
        if key not in FIELDS:
            message = "not a known field: it is kept, but no passport page shows it"
            warnings.append(ValidationWarning(code="UNKNOWN_FIELD", field=key, message=message))
        elif problem := value_problem(key, value):
            warnings.append(ValidationWarning(code="VALUE_DOES_NOT_FIT", field=key, message=problem))
    return warnings


def value_problem(key: str, value: Any) -> str | None:
    """Why ``value`` cannot be shown as the known field ``key``, in words; ``None`` when it can."""
    return None if _FITS[FIELDS[key].kind](value) else f"must be {_EXPECTED[FIELDS[key].kind]}"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(is_text(member) for member in value)


def _are_shares(value: Any) -> bool:
    if not isinstance(value, list) or not value:
        return False
    for row in value:
        if not isinstance(row, dict) or set(row) != {"name", "share"} or not is_text(row["name"]):
            return False
        if not _is_number(row["share"]) or row["share"] < 0:
            return False
    return bool(sum(row["share"] for row in value) <= 100 + SHARES_TOLERANCE)


_FITS: dict[Kind, Callable[[Any], bool]] = {
    Kind.TEXT: lambda value: is_text(value) or is_localized(value),
    Kind.NUMBER: _is_number,
    Kind.DATE: _is_date,
    Kind.LINK: lambda value: isinstance(value, str) and LINK.fullmatch(value) is not None,
    Kind.COUNTRY: lambda value: isinstance(value, str) and value in COUNTRIES,
    Kind.TEXTS: _are_texts,
    Kind.SHARES: _are_shares,
}
_EXPECTED: dict[Kind, str] = {
    Kind.TEXT: 'text, or an object of texts by language like {"en": "..."}',
    Kind.NUMBER: "a number",
    Kind.DATE: "a date like 2026-01-31",
    Kind.LINK: "an http or https link",
    Kind.COUNTRY: "a country code of two capital letters (ISO 3166-1) like DE",
    Kind.TEXTS: "a list of texts",
    Kind.SHARES: 'a list like [{"name": "Polyester", "share": 80}] with shares in percent, at most 100 in total',
}
