"""Readiness: what blocks minting, what is only told."""

import itertools
from typing import Any

import pytest

from countermark.features.products.readiness import (
    EXPECTED_FIELDS,
    REQUIRED_FIELDS,
    MintReadiness,
    ReadinessProblem,
    readiness_of,
    readiness_problems,
)
from tests.support.factories import READY_ATTRIBUTES


def problems_of(**facts: Any) -> list[ReadinessProblem]:
    """The problems of a product that has none, but for ``facts``."""
    perfect: dict[str, Any] = {"name": {"en": "Bicycle"}, "brand_locale": "en", "has_gtin": True}
    return readiness_problems(**(perfect | {"attributes": READY_ATTRIBUTES} | facts))


def test_nothing_missing_is_ready() -> None:
    assert problems_of() == []
    assert readiness_of([]) is MintReadiness.READY


@pytest.mark.parametrize("key", REQUIRED_FIELDS)
@pytest.mark.parametrize("value", [None, 5, ""])
def test_a_required_field_that_is_missing_or_does_not_fit_blocks(key: str, value: object) -> None:
    attributes = {name: text for name, text in {**READY_ATTRIBUTES, key: value}.items() if text is not None}
    problems = problems_of(attributes=attributes)
    assert [(problem.field, problem.severity) for problem in problems] == [(key, "error")]
    assert readiness_of(problems) is MintReadiness.NOT_READY


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"has_gtin": False}, "GTIN_MISSING"),
        ({"brand_locale": "de"}, "NAME_NOT_IN_BRAND_LOCALE"),
        ({"attributes": {**READY_ATTRIBUTES, "battery.rated_capacity": "5 Ah"}}, "VALUE_DOES_NOT_FIT"),
        ({"odd_batch_numbers": ["LOT 7"]}, "BATCH_NUMBER_NOT_GS1"),
    ],
)
def test_these_are_told_and_do_not_block(facts: dict[str, Any], code: str) -> None:
    problems = problems_of(**facts)
    assert [(problem.code, problem.severity) for problem in problems] == [(code, "warning")]
    assert readiness_of(problems) is MintReadiness.READY


@pytest.mark.parametrize(("locale", "told"), [("en", False), ("en-GB", False), ("de", True)])
def test_a_name_in_the_brand_s_language_without_its_region_is_enough(locale: str, told: bool) -> None:
    assert bool(problems_of(brand_locale=locale)) is told


def test_errors_come_first() -> None:
    problems = problems_of(attributes={}, has_gtin=False, odd_batch_numbers=["LOT 7"])
    severities = [severity for severity, _ in itertools.groupby(problem.severity for problem in problems)]
    assert severities == ["error", "warning"]
    assert {problem.field for problem in problems} >= {*REQUIRED_FIELDS, *EXPECTED_FIELDS}
