"""Values as text: cells of spreadsheets and grids, and back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermark.features.fields.field import Field, FieldType
from countermark.features.fields.text_values import text_of_value, value_from_text
from tests.features.fields.strategies import FIELDS, fields_and_values


@given(fields_and_values(), st.sampled_from(["en", "de", "fr-CH", "xx"]))
def test_what_a_cell_shows_is_read_as_the_same_value(pair: tuple[Field, Any], locale: str) -> None:
    field, value = pair
    if field.type is FieldType.LOCALIZED_TEXT:
        value = {locale: value["en"]}
    assert value_from_text(field, text_of_value(field, value, locale), locale) == value


@pytest.mark.parametrize(
    ("type_", "text", "locale", "value"),
    [
        (FieldType.NUMBER, "500 g", "en", 0.5),
        (FieldType.NUMBER, "500G", "en", 0.5),
        (FieldType.NUMBER, "1.5kg", "en", 1.5),
        (FieldType.NUMBER, "1,5", "en", 1.5),
        (FieldType.NUMBER, "1,500", "en", 1500),
        (FieldType.NUMBER, "1,500", "de", 1.5),
        (FieldType.NUMBER, "1.234,5", "en", 1234.5),
        (FieldType.NUMBER, "1,234.5", "de", 1234.5),
        (FieldType.NUMBER, "1 234,5", "fr", 1234.5),
        (FieldType.NUMBER, "1'234'567", "de-CH", 1234567),
        (FieldType.NUMBER, "-2.5e3", "en", -2500),
        (FieldType.INTEGER, "7.0", "en", 7),
        (FieldType.BOOLEAN, "Ja", "de", True),
        (FieldType.BOOLEAN, "0", "en", False),
        (FieldType.DATE, "31.01.2026", "de", "2026-01-31"),
        (FieldType.DATE, "2026-01-31 00:00:00", "en", "2026-01-31"),
        (FieldType.COUNTRY, "at", "en", "AT"),
        (FieldType.COUNTRY, "Österreich", "de", "AT"),
        (FieldType.CHOICE, "medium (MIDDLE)", "en", "m"),
        (FieldType.TEXTS, "Cobalt; Lithium\nNickel;", "en", ["Cobalt", "Lithium", "Nickel"]),
        (
            FieldType.MATERIALS,
            "Polyester: 80; Cotton 20 %",
            "en",
            [{"name": "Polyester", "share": 80}, {"name": "Cotton", "share": 20}],
        ),
        (FieldType.LOCALIZED_TEXT, " Kalt ", "de", {"de": "Kalt"}),
    ],
)
def test_people_write_more_than_one_form(type_: FieldType, text: str, locale: str, value: Any) -> None:
    assert value_from_text(FIELDS[type_], text, locale) == value


@pytest.mark.parametrize(
    ("type_", "text", "told"),
    [
        (FieldType.NUMBER, "heavy", "must be a number"),
        (FieldType.NUMBER, "5 V", "it can be given in kg, g"),
        (FieldType.INTEGER, "7.5", "must be a whole number"),
        (FieldType.BOOLEAN, "maybe", "must be yes or no"),
        (FieldType.DATE, "01/02/2026", "must be a date like"),
        (FieldType.COUNTRY, "Atlantis", "must be a country code"),
        (FieldType.CHOICE, "large", "must be one of"),
        (FieldType.MATERIALS, "Polyester", "needs a name and a percentage"),
        (FieldType.MATERIALS, "Polyester: 80", "add up to 80"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(type_: FieldType, text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        value_from_text(FIELDS[type_], text, "en")


@given(st.sampled_from(FieldType), st.text(max_size=60))
def test_any_text_is_read_or_refused(type_: FieldType, text: str) -> None:
    try:
        value = value_from_text(FIELDS[type_], text, "en")
    except ValueError:
        return
    assert value_from_text(FIELDS[type_], text_of_value(FIELDS[type_], value, "en"), "en") == value


def test_a_value_that_does_not_fit_is_shown_all_the_same() -> None:
    assert text_of_value(FIELDS[FieldType.NUMBER], {"odd": 1}, "en") == '{"odd":1}'
    assert text_of_value(FIELDS[FieldType.TEXTS], 7, "en") == "7"
    assert text_of_value(FIELDS[FieldType.NUMBER], None, "en") == ""
