"""A product's attributes: what is kept, in which form, and what is told about it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermark.features.fields.brand_schema import schema_of
from countermark.features.products.attributes import attribute_warnings, canonical_attributes, merged_attributes
from countermark.kit.errors import InvalidInput
from tests.support.arbitrary_json import JSON

SCHEMA = schema_of(("battery",))


@given(st.dictionaries(st.sampled_from([*SCHEMA.fields, "other"]), JSON, max_size=6))
def test_any_value_is_judged_and_kept_without_failing(attributes: dict[str, Any]) -> None:
    kept = canonical_attributes(SCHEMA, attributes)
    warned = {warning.field for warning in attribute_warnings(SCHEMA, attributes)}
    assert kept.keys() == attributes.keys()
    assert warned <= set(attributes)
    assert ("other" in warned) is ("other" in attributes)
    assert {warning.field for warning in attribute_warnings(SCHEMA, kept)} == warned


@given(st.dictionaries(st.sampled_from([*SCHEMA.fields]), JSON, max_size=6))
def test_the_kept_form_of_the_kept_form_is_itself(attributes: dict[str, Any]) -> None:
    kept = canonical_attributes(SCHEMA, attributes)
    assert canonical_attributes(SCHEMA, kept) == kept


def test_a_field_of_a_pack_that_the_brand_does_not_use_is_told_so() -> None:
    (warning,) = attribute_warnings(SCHEMA, {"textile.size": "M"})
    assert (warning.code, "textile" in warning.message) == ("UNKNOWN_FIELD", True)


def test_dates_out_of_order_are_told_at_the_later_one() -> None:
    made, placed = "core.origin.manufacturing_date", "core.origin.placed_on_market_date"
    (warning,) = attribute_warnings(SCHEMA, {made: "2026-02-01", placed: "2026-01-31"})
    assert (warning.code, warning.field) == ("DATES_OUT_OF_ORDER", placed)
    assert attribute_warnings(SCHEMA, {made: "2026-02-01", placed: "2026-02-01"}) == []


def test_null_removes_a_key_and_nothing_else_is_touched() -> None:
    assert merged_attributes("_a", {"a": 1, "b": {"c": 2}}, {"a": None, "d": 0}) == {"b": {"c": 2}, "d": 0}


@pytest.mark.parametrize("key", ["", " ", " a", "a ", "a\n", "x" * 101])
def test_a_bad_key_is_refused(key: str) -> None:
    with pytest.raises(InvalidInput, match="_a"):
        merged_attributes("_a", {}, {key: 1})
