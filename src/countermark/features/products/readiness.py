"""Whether a product may be minted: pure rules over its facts. ``recompute_readiness`` stores their outcome."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from countermark.features.products.attributes import value_problem
from countermark.features.products.fields import FIELDS
from countermark.gs1 import lot_problem
from countermark.kit.records import Record


class MintReadiness(StrEnum):
    """Ready when no problem is an error."""

    READY = "READY"
    NOT_READY = "NOT_READY"


class Severity(StrEnum):
    """An error blocks minting; a warning is only told."""

    ERROR = "error"
    WARNING = "warning"


class ReadinessProblem(Record, frozen=True, kw_only=True):
    """One thing that is missing or wrong. ``field`` is ``name``, ``gtin``, ``batch_number`` or an attribute's key."""

    code: str
    field: str
    severity: Severity
    message: str


REQUIRED_FIELDS: Final = (
    # What the product is, who answers for it, where it comes from: Regulation (EU) 2023/988 (GPSR), Article 9(5) and
    # (6); Regulation (EU) 2024/1781 (ESPR), Annex III (b) and (g).
    "core.identity.product_brand_name",
    "core.identity.model",
    "core.operator.manufacturer_name",
    "core.origin.country_of_origin",
)
EXPECTED_FIELDS: Final = ("core.operator.manufacturer_address", "core.operator.manufacturer_contact")


def readiness_problems(
    *,
    name: Mapping[str, str],
    brand_locale: str,
    attributes: Mapping[str, Any],
    has_gtin: bool,
    odd_batch_numbers: Sequence[str] = (),
) -> list[ReadinessProblem]:
    """Everything that stands between a product and good passports, errors first.

    A GTIN is only expected: a brand without GTINs mints under addresses of its own. ``odd_batch_numbers`` are those
    of open batches that cannot be a GS1 batch number, AI (10); they mint, but no Digital Link can carry them.
    """
    problems = [
        *_attribute_problems(attributes),
        *_name_problems(name, brand_locale),
        *([] if has_gtin else [NO_GTIN]),
        *(_batch_problem(number) for number in odd_batch_numbers),
    ]
    return sorted(problems, key=lambda problem: problem.severity)  # "error" before "warning"; stable within


def readiness_of(problems: Sequence[ReadinessProblem]) -> MintReadiness:
    """READY unless a problem is an error."""
    blocked = any(problem.severity is Severity.ERROR for problem in problems)
    return MintReadiness.NOT_READY if blocked else MintReadiness.READY


def _attribute_problems(attributes: Mapping[str, Any]) -> Iterator[ReadinessProblem]:
    for severity, keys in ((Severity.ERROR, REQUIRED_FIELDS), (Severity.WARNING, EXPECTED_FIELDS)):
        for key in keys:
            if key not in attributes:
                message = f"{FIELDS[key].label} is missing"
                yield ReadinessProblem(code="FIELD_MISSING", field=key, severity=severity, message=message)
    for key in attributes:
        problem = value_problem(key, attributes[key]) if key in FIELDS else None
        if problem:
            severity = Severity.ERROR if key in REQUIRED_FIELDS else Severity.WARNING
            message = f"{FIELDS[key].label} {problem}"
            yield ReadinessProblem(code="VALUE_DOES_NOT_FIT", field=key, severity=severity, message=message)


def _name_problems(name: Mapping[str, str], brand_locale: str) -> Iterator[ReadinessProblem]:
    if not {brand_locale, brand_locale.partition("-")[0]} & set(name):
        message = f"the name is not given in {brand_locale}, the brand's language"
        yield ReadinessProblem(
            code="NAME_NOT_IN_BRAND_LOCALE", field="name", severity=Severity.WARNING, message=message
        )


NO_GTIN: Final = ReadinessProblem(
    code="GTIN_MISSING",
    field="gtin",
    severity=Severity.WARNING,
    message="no active GTIN, EAN or UPC: codes will carry an address of the brand instead of a GS1 Digital Link",
)


def _batch_problem(number: str) -> ReadinessProblem:
    return ReadinessProblem(
        code="BATCH_NUMBER_NOT_GS1",
        field="batch_number",
        severity=Severity.WARNING,
        message=f"batch {number!r} cannot be a GS1 batch number, AI (10): {lot_problem(number)}",
    )
