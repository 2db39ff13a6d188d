"""Which values fit a field, and the one form in which they are kept."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from countermark.features.fields.countries import COUNTRIES
from countermark.features.fields.field import Field, FieldType
from countermark.features.fields.locales import is_localized, is_text

LINK = re.compile(r"https?://[^\s<>\"]+")
SHARES_TOLERANCE: Final = 0.5  # percent: shares are rounded
GREATEST_NUMBER: Final = 2**53  # beyond it, neighbours look the same to JSON readers (RFC 8785)


def value_problem(field: Field, value: Any) -> str | None:
    """Why ``value`` does not fit the field, in words that follow its label; ``None`` when it does."""
    try:
        canonical_value(field, value)
    except ValueError as error:
        return str(error)
    return None


def canonical_value(field: Field, value: Any) -> Any:
    """``value`` as it is kept: numbers in the field's unit, whole ones without a fraction, texts trimmed, times in UTC.

    Raises:
        ValueError: it does not fit; says what would, in words that follow the field's label.
    """
    return _CANONICAL[field.type](field, value)


def _text(field: Field, value: Any) -> str:
    if not is_text(value):
        raise ValueError("must be text")
    return str(value).strip()


def _localized(field: Field, value: Any) -> Any:
    if is_text(value):
        return value.strip()
    if not is_localized(value):
        raise ValueError('must be text, or an object of texts by language like {"en": "..."}')
    return {language: text.strip() for language, text in value.items()}


def _number(field: Field, value: Any) -> int | float:
    if isinstance(value, dict):
        value = _converted(field, value)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError("must be a number" + (f" in {field.unit}" if field.unit else ""))
    if not -GREATEST_NUMBER <= value <= GREATEST_NUMBER:
        raise ValueError("must be a number of at most 15 digits")
    if field.minimum is not None and value < field.minimum:
        raise ValueError(f"must be {field.minimum:g} or more")
    if field.maximum is not None and value > field.maximum:
        raise ValueError(f"must be {field.maximum:g} or less")
    return int(value) if float(value).is_integer() else value


def _converted(field: Field, value: dict[str, Any]) -> Any:
    given = value.get("value")
    if set(value) != {"value", "unit"} or not isinstance(given, int | float) or isinstance(given, bool):
        raise ValueError('must be a number, or one with its unit like {"value": 500, "unit": "g"}')
    factor = field.units.get(value["unit"]) if isinstance(value["unit"], str) else None
    if factor is None:
        raise ValueError(f"must be given in {_listed(field.units) or 'no unit'}")
    return in_unit(given, factor)


def in_unit(given: int | float, factor: float) -> float:
    """``given`` times ``factor``, as exact as people calculate: 500 g are 0.5 kg."""
    return float(Decimal(str(given)) * Decimal(str(factor)))


def _listed(names: Any) -> str:
    *most, last = [*names] or [""]
    return f"{', '.join(most)} or {last}" if most else last


def _integer(field: Field, value: Any) -> int | float:
    number = _number(field, value)
    if not isinstance(number, int):
        raise ValueError("must be a whole number")
    return number


def _boolean(field: Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _date(field: Field, value: Any) -> str:
    try:
        if isinstance(value, str) and date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise ValueError("must be a date like 2026-01-31")


def _date_time(field: Field, value: Any) -> str:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) and len(value) > 10 else None
        if moment is not None and moment.tzinfo is not None:
            return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        pass
    raise ValueError("must be a time with its zone like 2026-01-31T12:00:00Z")


def _link(field: Field, value: Any) -> str:
    if not isinstance(value, str) or LINK.fullmatch(value.strip()) is None:
        raise ValueError("must be an http or https link")
    return value.strip()


def _country(field: Field, value: Any) -> str:
    if not isinstance(value, str) or value not in COUNTRIES:
        raise ValueError("must be a country code of two capital letters (ISO 3166-1) like DE")
    return value


def _choice(field: Field, value: Any) -> str:
    if not isinstance(value, str) or value not in field.choices:
        raise ValueError(f"must be one of {_listed(field.choices)}")
    return value


def _texts(field: Field, value: Any) -> list[str]:
    if not isinstance(value, list) or not value or not all(is_text(member) for member in value):
        raise ValueError("must be a list of texts")
    return [member.strip() for member in value]


def _materials(field: Field, value: Any) -> list[dict[str, Any]]:
    rows = [_material(row) for row in value] if isinstance(value, list) and value else []
    total = sum(row["share"] for row in rows)
    if abs(total - 100) > SHARES_TOLERANCE:
        raise ValueError(f"{_MATERIALS}; these add up to {total:g}" if rows else _MATERIALS)
    return rows


_MATERIALS = 'must be a list like [{"name": "Polyester", "share": 80}, ...] with shares in percent, 100 in total'


def _material(row: Any) -> dict[str, Any]:
    share = row.get("share") if isinstance(row, dict) else None
    if set(row if isinstance(row, dict) else ()) != {"name", "share"} or not is_text(row["name"]):
        raise ValueError(_MATERIALS)
    if not isinstance(share, int | float) or isinstance(share, bool) or not 0 <= share <= 100:
        raise ValueError(_MATERIALS)
    return {"name": row["name"].strip(), "share": int(share) if float(share).is_integer() else share}


def _file(field: Field, value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if LINK.fullmatch(text):
        return text
    try:
        return str(UUID(text))
    except ValueError:
        raise ValueError("must be the id of an attachment, or an http or https link") from None


_CANONICAL: dict[FieldType, Callable[[Field, Any], Any]] = {
    FieldType.TEXT: _text,
    FieldType.LOCALIZED_TEXT: _localized,
    FieldType.NUMBER: _number,
    FieldType.INTEGER: _integer,
    FieldType.BOOLEAN: _boolean,
    FieldType.DATE: _date,
    FieldType.DATE_TIME: _date_time,
    FieldType.LINK: _link,
    FieldType.COUNTRY: _country,
    FieldType.CHOICE: _choice,
    FieldType.TEXTS: _texts,
    FieldType.MATERIALS: _materials,
    FieldType.FILE: _file,
}
