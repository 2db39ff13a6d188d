"""Values as the text of a cell, for spreadsheets and grids, and back.

What ``text_of_value`` shows, ``value_from_text`` reads as the same value. People type more than that: decimal commas,
units, country names, labels of choices, other forms of dates.
"""

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

import msgspec
from babel import Locale, UnknownLocaleError

from countermark.features.fields.countries import COUNTRIES
from countermark.features.fields.field import Field, FieldType
from countermark.features.fields.values import canonical_value, in_unit

NUMBER = re.compile(r"(?P<number>[+-]?[0-9][0-9.,'\u2019\s]*(?:[eE][+-]?[0-9]+)?)(?P<unit>.*)", re.DOTALL)
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+")
SHARE = re.compile(r"(?P<name>.+?)\s*[:=\s]\s*(?P<share>[0-9]+(?:[.,][0-9]+)?)\s*%?", re.DOTALL)
DATES = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d", "%d.%m.%Y")
YES = frozenset("yes true 1 y x ja oui si sí sim tak".split())
NO = frozenset("no false 0 n nein non não nie".split())
STRUCTURED = frozenset({FieldType.TEXTS, FieldType.MATERIALS})


def value_from_text(field: Field, text: str, locale: str) -> Any:
    """The canonical value that a cell's text stands for; localized text becomes ``{locale: text}``.

    Whoever changes a product merges that into what it says in other languages. ``locale`` also says what a comma in a
    number is. An empty cell has no value: do not ask.

    Raises:
        ValueError: the text does not fit the field; says what would.
    """
    text = text.strip()
    if text.startswith(("[", "{")) and field.type in STRUCTURED:
        try:
            return canonical_value(field, msgspec.json.decode(text))
        except msgspec.DecodeError:
            pass
    return canonical_value(field, _READ.get(field.type, _as_is)(field, text, locale))


def text_of_value(field: Field, value: Any, locale: str) -> str:
    """What a cell shows: localized text in ``locale`` (nothing if it has none), a number without its unit, a choice by
    its label. A value that does not fit its field is shown as JSON."""
    if value is None:
        return ""
    if field.type is FieldType.LOCALIZED_TEXT and isinstance(value, dict):
        value = value.get(locale, "")
    if field.type is FieldType.CHOICE and isinstance(value, str):
        return field.choices.get(value, value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    shown = _shown_list(field, value) if field.type in STRUCTURED else None
    return msgspec.json.encode(value).decode() if shown is None else shown


def _shown_list(field: Field, value: Any) -> str | None:
    """Members with semicolons between them, ``None`` if those would not come apart again."""
    try:
        members = canonical_value(field, value)
        shown = [str(each) if isinstance(each, str) else f"{each['name']}: {each['share']}" for each in members]
        text = "; ".join(shown)
        return text if value_from_text(field, text, "en") == members else None
    except ValueError:
        return None


def _as_is(field: Field, text: str, locale: str) -> Any:
    return text


def _localized(field: Field, text: str, locale: str) -> Any:
    return {locale: text}


def _number(field: Field, text: str, locale: str) -> Any:
    match = NUMBER.fullmatch(text)
    if match is None:
        raise ValueError("must be a number, such as 36 or 36.5" + (f", in {field.unit}" if field.unit else ""))
    number = read_number(match["number"], locale)
    unit = match["unit"].strip()
    factor = _factor(field, unit) if unit else 1.0
    return number if factor == 1 else in_unit(number, factor)


def read_number(text: str, locale: str) -> int | float:
    """The number in ``text``. A single point is before decimals; so is a single comma, unless the language groups
    digits by commas and it stands before exactly three.

    Raises:
        ValueError: it is none.
    """
    plain = re.sub(r"['\u2019\s]", "", text)
    points, commas = plain.count("."), plain.count(",")
    if points and commas:
        group = "," if plain.rindex(".") > plain.rindex(",") else "."
        plain = plain.replace(group, "")
    elif commas > 1 or points > 1 or (commas and GROUPED.fullmatch(plain) and not _is_comma_decimal(locale)):
        plain = plain.replace("," if commas else ".", "")
    try:
        if re.fullmatch(r"[+-]?[0-9]{1,15}", plain):
            return int(plain)
        return float(plain.replace(",", "."))
    except ValueError:
        raise ValueError("must be a number, such as 36 or 36.5") from None


@cache
def _is_comma_decimal(locale: str) -> bool:
    try:
        return bool(Locale.parse(locale, sep="-").number_symbols["latn"]["decimal"] == ",")
    except (UnknownLocaleError, ValueError, KeyError):
        return False


def _factor(field: Field, unit: str) -> float:
    if unit in field.units:
        return field.units[unit]
    alike = {factor for name, factor in field.units.items() if name.casefold() == unit.casefold()}
    if len(alike) != 1:
        known = ", ".join(field.units) or "nothing: it has no unit"
        raise ValueError(f"has the unit {unit!r}; it can be given in {known}")
    return alike.pop()


def _boolean(field: Field, text: str, locale: str) -> Any:
    word = text.casefold()
    if word not in YES | NO:
        raise ValueError("must be yes or no")
    return word in YES


def _date(field: Field, text: str, locale: str) -> Any:
    for form in DATES:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return text


def _country(field: Field, text: str, locale: str) -> Any:
    return text.upper() if text.upper() in COUNTRIES else _country_codes(locale).get(text.casefold(), text)


@cache
def _country_codes(locale: str) -> dict[str, str]:
    """Codes by name, in English and in the language."""
    codes: dict[str, str] = {}
    for tag in ("en", locale):
        try:
            territories = Locale.parse(tag, sep="-").territories
        except (UnknownLocaleError, ValueError):
            continue
        codes |= {str(name).casefold(): code for code, name in territories.items() if code in COUNTRIES}
    return codes


def _choice(field: Field, text: str, locale: str) -> Any:
    if text in field.choices:
        return text
    by_words = {words.casefold(): value for value, label in field.choices.items() for words in (value, label)}
    return by_words.get(text.casefold(), text)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]


def _texts(field: Field, text: str, locale: str) -> Any:
    return _parts(text)


def _materials(field: Field, text: str, locale: str) -> Any:
    return [_share(part) for part in _parts(text)]


def _share(part: str) -> dict[str, Any]:
    match = SHARE.fullmatch(part)
    if match is None:
        raise ValueError(f"needs a name and a percentage such as “Polyester: 80” in place of “{part}”")
    share = float(match["share"].replace(",", "."))
    return {"name": match["name"].rstrip(":= "), "share": share}


_READ: dict[FieldType, Callable[[Field, str, str], Any]] = {
    FieldType.LOCALIZED_TEXT: _localized,
    FieldType.NUMBER: _number,
    FieldType.INTEGER: _number,
    FieldType.BOOLEAN: _boolean,
    FieldType.DATE: _date,
    FieldType.COUNTRY: _country,
    FieldType.CHOICE: _choice,
    FieldType.TEXTS: _texts,
    FieldType.MATERIALS: _materials,
}
