"""The table of fields, and which values fit them."""

from typing import Any

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from countermark.features.fields.countries import COUNTRIES
from countermark.features.products.attributes import attribute_warnings, merged_attributes, value_problem
from countermark.features.products.fields import FIELDS, SECTIONS, Kind
from countermark.features.products.readiness import EXPECTED_FIELDS, REQUIRED_FIELDS
from countermark.kit.errors import InvalidInput
from tests.support.arbitrary_json import JSON

A_FIELD_OF = {kind: next(field.key for field in FIELDS.values() if field.kind is kind) for kind in Kind}
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}


def test_the_table_is_sound() -> None:
    assert {field.section for field in FIELDS.values()} == set(SECTIONS)
    assert {*REQUIRED_FIELDS, *EXPECTED_FIELDS} <= set(FIELDS)
    labels = [(field.label, field.unit) for field in FIELDS.values()]
    assert len(set(labels)) == len(labels)


def test_fields_of_a_section_stand_together_in_the_order_of_sections() -> None:
    order = list(SECTIONS)
    places = [order.index(field.section) for field in FIELDS.values()]
    assert places == sorted(places)


def test_countries_are_the_territories_of_cldr_without_those_that_iso_3166_did_not_assign() -> None:
    territories = {code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()}
    assert territories - NOT_COUNTRIES == COUNTRIES


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, "x"),
        (Kind.TEXT, {"en": "x", "zh-Hans": "y"}),
        (Kind.NUMBER, 0),
        (Kind.NUMBER, -1.5),
        (Kind.DATE, "2024-02-29"),
        (Kind.LINK, "https://example.com/a?b=c#d"),
        (Kind.COUNTRY, "AT"),
        (Kind.TEXTS, ["Cobalt"]),
        (Kind.SHARES, [{"name": "Wool", "share": 33.34}, {"name": "Silk", "share": 66.67}]),
    ],
)
def test_these_values_fit(kind: Kind, value: Any) -> None:
    assert value_problem(A_FIELD_OF[kind], value) is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, " "),
        (Kind.TEXT, {}),
        (Kind.TEXT, {"en": ""}),
        (Kind.TEXT, {"English": "x"}),
        (Kind.TEXT, 5),
        (Kind.NUMBER, True),
        (Kind.NUMBER, "5"),
        (Kind.DATE, "2025-02-29"),
        (Kind.DATE, "20250228"),
        (Kind.LINK, "javascript:alert(1)"),
        (Kind.LINK, "https://example.com/ x"),
        (Kind.COUNTRY, "at"),
        (Kind.COUNTRY, "EU"),
        (Kind.TEXTS, []),
        (Kind.TEXTS, "Cobalt"),
        (Kind.SHARES, [{"name": "Wool", "share": 60}, {"name": "Silk", "share": 60}]),
        (Kind.SHARES, [{"name": "Wool"}]),
        (Kind.SHARES, [{"name": "Wool", "share": -1}]),
        (Kind.SHARES, {"Wool": 100}),
    ],
)
def test_these_values_do_not_fit_and_are_told_what_would(kind: Kind, value: Any) -> None:
    assert (value_problem(A_FIELD_OF[kind], value) or "").startswith("must be ")


@given(st.dictionaries(st.sampled_from([*FIELDS, "other"]), JSON, max_size=6))
def test_any_value_is_judged_without_failing(attributes: dict[str, Any]) -> None:
    warned = {warning.field for warning in attribute_warnings(attributes)}
    assert warned <= set(attributes)
    assert ("other" in warned) is ("other" in attributes)


def test_null_removes_a_key_and_nothing_else_is_touched() -> None:
    assert merged_attributes("_a", {"a": 1, "b": {"c": 2}}, {"a": None, "d": 0}) == {"b": {"c": 2}, "d": 0}


@pytest.mark.parametrize("key", ["", " ", " a", "a ", "a\n", "x" * 101])
def test_a_bad_key_is_refused(key: str) -> None:
    with pytest.raises(InvalidInput, match="_a"):
        merged_attributes("_a", {}, {key: 1})
