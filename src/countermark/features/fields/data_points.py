"""The Commission's list of data points of a battery passport, and which fields of ours answer each.

A point says for every category of battery whether it is to be filled in. Where several points are answered by one
field, the field is needed if one of them is.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from msgspec import structs

from countermark.features.fields.field import Field, Requirement
from countermark.kit.records import Record


class PointRequirement(StrEnum):
    """The four words of the list."""

    MANDATORY = "mandatory"
    CERTAIN_CASES = "certain-cases"
    OPTIONAL = "optional"
    NOT_TO_BE_FILLED = "not-to-be-filled"


class DataPoint(Record, frozen=True, kw_only=True):
    """A line of the list. ``needed`` is by the value of ``selector``, a field's key: the category of the battery.

    ``fields`` answer it; ``platform`` says what the program itself answers of it, which nobody is asked for.
    """

    n: int
    name: str
    provision: str
    selector: str
    needed: dict[str, PointRequirement]
    fields: tuple[str, ...] = ()
    platform: str | None = None


_REQUIREMENTS: Final = {
    PointRequirement.MANDATORY: Requirement.MANDATORY,
    PointRequirement.CERTAIN_CASES: Requirement.CONDITIONAL,
    PointRequirement.OPTIONAL: Requirement.OPTIONAL,
    PointRequirement.NOT_TO_BE_FILLED: Requirement.EXCLUDED,
}
STRONGEST_FIRST: Final = (
    Requirement.MINT,
    Requirement.MANDATORY,
    Requirement.CONDITIONAL,
    Requirement.OPTIONAL,
    Requirement.EXCLUDED,
)


def condition(selector: str, value: str) -> str:
    """The key of ``Field.requirement_by`` for products that have ``value`` in the field ``selector``."""
    return f"{selector}={value}"


def with_data_points(fields: Iterable[Field], points: Iterable[DataPoint]) -> list[Field]:
    """``fields`` that know which points they answer, and what those say of them."""
    numbers: dict[str, list[int]] = {}
    needed: dict[str, dict[str, Requirement]] = {}
    for point in points:
        for key in point.fields:
            numbers.setdefault(key, []).append(point.n)
            by_condition = needed.setdefault(key, {})
            for value, word in point.needed.items():
                name, requirement = condition(point.selector, value), _REQUIREMENTS[word]
                by_condition[name] = strongest(by_condition.get(name, Requirement.EXCLUDED), requirement)
    return [
        structs.replace(field, data_points=tuple(numbers[field.key]), requirement_by=needed[field.key])
        if field.key in numbers
        else field
        for field in fields
    ]


def strongest(*requirements: Requirement) -> Requirement:
    """The one that asks for the most."""
    return min(requirements, key=STRONGEST_FIRST.index)
