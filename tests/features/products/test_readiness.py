"""Readiness: what blocks minting, what is only told, how complete a product is."""

import itertools
from typing import Any

import pytest

from countermark.features.fields.brand_schema import schema_of
from countermark.features.products.readiness import MintReadiness, Readiness, ReadinessFacts, readiness_of
from tests.support.factories import READY_ATTRIBUTES

CORE = schema_of(())
BATTERY = schema_of(("battery",))
TWO_SECTORS = schema_of(("battery", "textile"))
REQUIRED = [key for key, field in CORE.fields.items() if field.requirement == "mint"]
EXPECTED = [key for key, field in CORE.fields.items() if field.requirement == "mandatory"]


def readiness(schema: Any = CORE, **facts: Any) -> Readiness:
    """The readiness of a product that lacks nothing, but for ``facts``."""
    perfect: dict[str, Any] = {"name": {"en": "Bicycle"}, "brand_locale": "en", "has_gtin": True}
    return readiness_of(schema, ReadinessFacts(**(perfect | {"attributes": READY_ATTRIBUTES} | facts)))


def test_nothing_missing_is_ready_and_complete() -> None:
    assert readiness() == Readiness(status=MintReadiness.READY, problems=[], missing_fields=[], completeness=100)


def test_what_blocks_stays_lenient() -> None:
    assert REQUIRED == [
        "core.identity.product_brand_name",
        "core.identity.model",
        "core.operator.manufacturer_name",
        "core.origin.country_of_origin",
    ]


@pytest.mark.parametrize("key", REQUIRED)
@pytest.mark.parametrize("value", [None, 5, ""])
def test_a_required_field_that_is_missing_or_does_not_fit_blocks(key: str, value: object) -> None:
    attributes = {name: text for name, text in {**READY_ATTRIBUTES, key: value}.items() if text is not None}
    found = readiness(attributes=attributes)
    assert [(problem.field, problem.severity) for problem in found.problems] == [(key, "error")]
    assert found.status is MintReadiness.NOT_READY
    assert found.missing_fields == ([key] if value is None else [])
    assert found.completeness == 83  # five of six


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"has_gtin": False}, "GTIN_MISSING"),
        ({"brand_locale": "de"}, "NAME_NOT_IN_BRAND_LOCALE"),
        ({"attributes": {**READY_ATTRIBUTES, "core.identity.weight": "5 kg"}}, "VALUE_DOES_NOT_FIT"),
        ({"odd_batch_numbers": ["LOT 7"]}, "BATCH_NUMBER_NOT_GS1"),
        (
            {
                "attributes": {
                    **READY_ATTRIBUTES,
                    "core.origin.manufacturing_date": "2026-02-01",
                    "core.origin.placed_on_market_date": "2026-01-01",
                }
            },
            "DATES_OUT_OF_ORDER",
        ),
    ],
)
def test_these_are_told_and_do_not_block(facts: dict[str, Any], code: str) -> None:
    found = readiness(**facts)
    assert [(problem.code, problem.severity) for problem in found.problems] == [(code, "warning")]
    assert found.status is MintReadiness.READY


def test_what_is_asked_for_without_blocking_is_named_as_missing() -> None:
    attributes = {key: value for key, value in READY_ATTRIBUTES.items() if key not in EXPECTED}
    found = readiness(attributes=attributes)
    assert (found.status, found.problems) == (MintReadiness.READY, [])
    assert (found.missing_fields, found.completeness) == (EXPECTED, 66)


@pytest.mark.parametrize(("locale", "told"), [("en", False), ("en-GB", False), ("de", True)])
def test_a_name_in_the_brand_s_language_without_its_region_is_enough(locale: str, told: bool) -> None:
    assert bool(readiness(brand_locale=locale).problems) is told


def test_errors_come_first() -> None:
    problems = readiness(attributes={}, has_gtin=False, odd_batch_numbers=["LOT 7"]).problems
    severities = [severity for severity, _ in itertools.groupby(problem.severity for problem in problems)]
    assert severities == ["error", "warning"]


def test_a_product_of_no_known_sector_is_asked_for_its_sector_and_nothing_of_any() -> None:
    assert readiness(BATTERY).missing_fields == ["core.identity.sector"]
    other = {**READY_ATTRIBUTES, "core.identity.sector": "other"}
    assert readiness(BATTERY, attributes=other).completeness == 100


def test_a_product_that_names_a_sector_or_has_a_value_of_it_is_asked_for_its_fields() -> None:
    named = {**READY_ATTRIBUTES, "core.identity.sector": "battery"}
    assert [problem.field for problem in readiness(TWO_SECTORS, attributes=named).problems] == ["battery.category"]
    jacket = {**READY_ATTRIBUTES, "textile.size": "M"}
    assert not [key for key in readiness(TWO_SECTORS, attributes=jacket).missing_fields if key.startswith("battery.")]


def test_a_battery_is_asked_for_what_its_category_needs() -> None:
    asked = {
        category: readiness(BATTERY, attributes={**READY_ATTRIBUTES, "battery.category": category}).missing_fields
        for category in ("EV", "LMT", "industrial")
    }
    assert "battery.exhaustion_threshold" in asked["EV"]
    assert "battery.exhaustion_threshold" not in asked["LMT"]
    assert "battery.expected_cycles" in asked["LMT"]
    assert "battery.expected_cycles" not in asked["industrial"]
    assert "core.identity.weight" in asked["industrial"]
    assert not [key for key in asked["EV"] if BATTERY.fields[key].level != "model"]


def test_what_a_category_is_not_to_have_is_told() -> None:
    attributes = {**READY_ATTRIBUTES, "battery.category": "LMT", "battery.exhaustion_threshold": 80}
    (problem,) = readiness(BATTERY, attributes=attributes).problems
    assert (problem.code, problem.field) == ("NOT_TO_BE_FILLED", "battery.exhaustion_threshold")
