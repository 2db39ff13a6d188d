"""Whether a product may be minted, and what it lacks: pure rules. ``recompute_readiness`` stores their outcome."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from countermark.features.fields.asked import Asked, asked_of
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.values import value_problem
from countermark.features.products.attributes import dates_out_of_order
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
    """One thing that is missing or wrong. ``field`` is ``name``, ``gtin``, ``batch_number``, ``facility_ref`` or an
    attribute's key."""

    code: str
    field: str
    severity: Severity
    message: str


@dataclass(frozen=True, kw_only=True)
class ReadinessFacts:
    """What readiness depends on besides the schema.

    A GTIN is only expected: a brand without GTINs mints under addresses of its own. ``odd_batch_numbers`` are those
    of open batches that cannot be a GS1 batch number, AI (10); they mint, but no Digital Link can carry them.
    ``unknown_facility_refs`` are what they say of their facility, where the brand keeps facilities and has none of it.
    """

    name: Mapping[str, str]
    brand_locale: str
    attributes: Mapping[str, Any]
    has_gtin: bool
    odd_batch_numbers: Sequence[str] = ()
    unknown_facility_refs: Sequence[str] = ()


class Readiness(Record, frozen=True, kw_only=True):
    """The outcome, as it is stored.

    ``problems`` are errors first; facts that are asked for and missing without blocking are only in
    ``missing_fields``, their keys in the order of a page, those that block first. ``completeness`` is the share of
    what is asked for that the product has, in percent, 100 only if it has all.
    """

    status: MintReadiness
    problems: list[ReadinessProblem]
    missing_fields: list[str]
    completeness: int


def readiness_of(schema: BrandSchema, facts: ReadinessFacts) -> Readiness:
    """Everything that stands between a product and good passports."""
    attributes = facts.attributes
    asked = asked_of(schema, attributes)
    misfits = {
        key: problem
        for key in attributes.keys() & schema.fields.keys()
        if (problem := value_problem(schema.fields[key], attributes[key]))
    }
    missing = [key for key in (*asked.mint, *asked.mandatory) if key not in attributes]
    problems = [
        *(missing_problem(schema, key, Severity.ERROR) for key in asked.mint if key not in attributes),
        *_misfit_problems(schema, asked, misfits),
        *_order_problems(schema, attributes),
        *_excluded_problems(schema, asked, attributes),
        *_name_problems(facts.name, facts.brand_locale),
        *([] if facts.has_gtin else [NO_GTIN]),
        *(_batch_problem(number) for number in facts.odd_batch_numbers),
        *(_facility_problem(reference) for reference in facts.unknown_facility_refs),
    ]
    problems.sort(key=lambda problem: problem.severity)  # "error" before "warning"; stable within
    blocked = bool(problems) and problems[0].severity is Severity.ERROR
    total = len(asked.mint) + len(asked.mandatory)
    lacking = len({*missing, *(misfits.keys() & {*asked.mint, *asked.mandatory})})
    return Readiness(
        status=MintReadiness.NOT_READY if blocked else MintReadiness.READY,
        problems=problems,
        missing_fields=missing,
        completeness=100 * (total - lacking) // total if total else 100,
    )


def missing_problem(schema: BrandSchema, key: str, severity: Severity) -> ReadinessProblem:
    """A fact that is asked for and not there."""
    message = f"{schema.fields[key].label} is missing"
    return ReadinessProblem(code="FIELD_MISSING", field=key, severity=severity, message=message)


def _misfit_problems(schema: BrandSchema, asked: Asked, misfits: Mapping[str, str]) -> Iterator[ReadinessProblem]:
    for key, field in schema.fields.items():
        if key in misfits:
            severity = Severity.ERROR if key in asked.mint else Severity.WARNING
            message = f"{field.label} {misfits[key]}"
            yield ReadinessProblem(code="VALUE_DOES_NOT_FIT", field=key, severity=severity, message=message)


def _order_problems(schema: BrandSchema, attributes: Mapping[str, Any]) -> Iterator[ReadinessProblem]:
    for key, problem in sorted(dates_out_of_order(schema, attributes)):
        message = f"{schema.fields[key].label} {problem}"
        yield ReadinessProblem(code="DATES_OUT_OF_ORDER", field=key, severity=Severity.WARNING, message=message)


def _excluded_problems(schema: BrandSchema, asked: Asked, attributes: Mapping[str, Any]) -> Iterator[ReadinessProblem]:
    for key in sorted(asked.excluded & attributes.keys()):
        message = f"{schema.fields[key].label} is not to be filled in for this kind of product"
        yield ReadinessProblem(code="NOT_TO_BE_FILLED", field=key, severity=Severity.WARNING, message=message)


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


def _facility_problem(reference: str) -> ReadinessProblem:
    return ReadinessProblem(
        code="FACILITY_UNKNOWN",
        field="facility_ref",
        severity=Severity.WARNING,
        message=f"a batch names the facility {reference!r}, which is not among the brand's facilities",
    )


def _batch_problem(number: str) -> ReadinessProblem:
    return ReadinessProblem(
        code="BATCH_NUMBER_NOT_GS1",
        field="batch_number",
        severity=Severity.WARNING,
        message=f"batch {number!r} cannot be a GS1 batch number, AI (10): {lot_problem(number)}",
    )
