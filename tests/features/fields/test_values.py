"""Which values fit a field, and the form in which they are kept."""

from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from countermark.features.fields.countries import COUNTRIES
from countermark.features.fields.field import Field, FieldType
from countermark.features.fields.units import units_of
from countermark.features.fields.values import canonical_value, value_problem
from tests.features.fields.strategies import FIELDS, UNITS_OF_NUMBERS, fields_and_values
from tests.support.arbitrary_json import JSON

NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}


def test_countries_are_the_territories_of_cldr_without_those_that_iso_3166_did_not_assign() -> None:
    territories = {code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()}
    assert territories - NOT_COUNTRIES == COUNTRIES


@pytest.mark.parametrize(
    ("type_", "value", "kept"),
    [
        (FieldType.TEXT, " x ", "x"),
        (FieldType.LOCALIZED_TEXT, "x", "x"),
        (FieldType.LOCALIZED_TEXT, {"en": " x", "zh-Hans": "y"}, {"en": "x", "zh-Hans": "y"}),
        (FieldType.NUMBER, 0, 0),
        (FieldType.NUMBER, 5.0, 5),
        (FieldType.NUMBER, -1.5, -1.5),
        (FieldType.NUMBER, {"value": 500, "unit": "g"}, 0.5),
        (FieldType.NUMBER, {"value": 0.1, "unit": "t"}, 100),
        (FieldType.INTEGER, 7.0, 7),
        (FieldType.BOOLEAN, False, False),
        (FieldType.DATE, "2024-02-29", "2024-02-29"),
        (FieldType.DATE_TIME, "2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00Z"),
        (FieldType.LINK, " https://example.com/a?b=c#d ", "https://example.com/a?b=c#d"),
        (FieldType.COUNTRY, "AT", "AT"),
        (FieldType.CHOICE, "s", "s"),
        (FieldType.TEXTS, ["Cobalt "], ["Cobalt"]),
        (FieldType.MATERIALS, [{"name": "Wool", "share": 33.3}, {"name": "Silk", "share": 66.6}], None),
        (FieldType.MATERIALS, [{"name": " Wool", "share": 100.0}], [{"name": "Wool", "share": 100}]),
        (FieldType.FILE, "0199C0DE-0000-7000-8000-000000000000", "0199c0de-0000-7000-8000-000000000000"),
        (FieldType.FILE, "https://example.com/x.pdf", "https://example.com/x.pdf"),
    ],
)
def test_these_values_fit_and_are_kept_in_one_form(type_: FieldType, value: Any, kept: Any) -> None:
    found = canonical_value(FIELDS[type_], value)
    assert found == (value if kept is None else kept)
    assert type(found) is type(value if kept is None else kept)


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (FieldType.TEXT, " "),
        (FieldType.TEXT, {"en": "x"}),
        (FieldType.LOCALIZED_TEXT, {}),
        (FieldType.LOCALIZED_TEXT, {"en": ""}),
        (FieldType.LOCALIZED_TEXT, {"English": "x"}),
        (FieldType.NUMBER, True),
        (FieldType.NUMBER, "5"),
        (FieldType.NUMBER, 10**16),
        (FieldType.NUMBER, {"value": 5, "unit": "V"}),
        (FieldType.NUMBER, {"value": "5", "unit": "g"}),
        (FieldType.NUMBER, {"value": 5, "unit": "g", "note": ""}),
        (FieldType.INTEGER, 0.5),
        (FieldType.BOOLEAN, 1),
        (FieldType.DATE, "2025-02-29"),
        (FieldType.DATE, "20250228"),
        (FieldType.DATE_TIME, "2026-01-31T12:00:00"),
        (FieldType.DATE_TIME, "2026-01-31"),
        (FieldType.LINK, "javascript:alert(1)"),
        (FieldType.LINK, "https://example.com/ x"),
        (FieldType.COUNTRY, "at"),
        (FieldType.COUNTRY, "EU"),
        (FieldType.CHOICE, "Small"),
        (FieldType.TEXTS, []),
        (FieldType.TEXTS, "Cobalt"),
        (FieldType.MATERIALS, [{"name": "Wool", "share": 60}, {"name": "Silk", "share": 60}]),
        (FieldType.MATERIALS, [{"name": "Wool", "share": 60}, {"name": "Silk", "share": 39}]),
        (FieldType.MATERIALS, [{"name": "Wool"}]),
        (FieldType.MATERIALS, [{"name": "Wool", "share": -1}, {"name": "Silk", "share": 101}]),
        (FieldType.MATERIALS, {"Wool": 100}),
        (FieldType.FILE, "declaration.pdf"),
    ],
)
def test_these_values_do_not_fit_and_are_told_what_would(type_: FieldType, value: Any) -> None:
    assert (value_problem(FIELDS[type_], value) or "").startswith("must be ")


@pytest.mark.parametrize(("value", "fits"), [(-1, False), (0, True), (100, True), (100.5, False)])
def test_limits_hold_for_what_is_kept(value: float, fits: bool) -> None:
    field = Field(key="custom.x", label="X", section="custom", type=FieldType.NUMBER, unit="%", minimum=0, maximum=100)
    assert (value_problem(field, value) is None) is fits


@given(st.sampled_from(FieldType), JSON)
def test_any_value_is_judged_without_failing(type_: FieldType, value: Any) -> None:
    field = FIELDS[type_]
    if value_problem(field, value) is None:
        kept = canonical_value(field, value)
        assert canonical_value(field, kept) == kept


@given(fields_and_values())
def test_what_is_kept_fits(pair: tuple[Field, Any]) -> None:
    field, value = pair
    assert value_problem(field, value) is None
    assert canonical_value(field, value) == value


@given(UNITS_OF_NUMBERS, st.integers(0, 10**6))
def test_a_number_in_another_unit_is_the_same_number_of_times_larger(units: tuple[str, str], value: int) -> None:
    kept, given_in = units
    field = Field(key="custom.x", label="X", section="custom", type=FieldType.NUMBER, unit=kept, units=units_of(kept))
    found = canonical_value(field, {"value": value, "unit": given_in})
    assert found == pytest.approx(value * field.units[given_in])
