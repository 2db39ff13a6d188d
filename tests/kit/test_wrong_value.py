"""A wrong value is told by its place, and by what would do."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

import msgspec
import pytest

from countermark.kit.wrong_value import wrong_value


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    colour: Colour | None = None
    size: Literal["s", "m"] = "s"


class Outer(msgspec.Struct, forbid_unknown_fields=True, rename=lambda name: f"_{name}"):
    at: datetime | None = None
    inner: Inner | None = None
    items: list[Inner] = []
    named: dict[str, Colour] = {}


@pytest.mark.parametrize(
    ("value", "told", "hint"),
    [
        ({"_inner": {"colour": "green"}}, "_inner.colour: invalid enum value 'green'", "one of red, blue"),
        ({"_items": [{}, {"size": "xl"}]}, "_items[1].size: invalid enum value 'xl'", "one of m, s"),
        ({"_named": {"a": "green"}}, "_named[...]: invalid enum value 'green'", "one of red, blue"),
        ({"_at": "noon"}, "_at: invalid RFC3339 encoded datetime", "such as 2026-01-15T12:00:00Z"),
        ({"_when": 1}, "_when: object contains unknown field `_when`", "there are _at, _inner, _items, _named"),
        ({"_inner": {"color": 1}}, "_inner: object contains unknown field `color`", "there are colour, size"),
        ({"_items": 3}, "_items: expected `array`, got `int`", None),
        ([], "body: expected `object`, got `array`", None),
    ],
)
def test_the_place_the_problem_and_the_way_out(value: Any, told: str, hint: str | None) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.json.decode(msgspec.json.encode(value), type=Outer)
    refusal = wrong_value(caught.value, Outer)
    assert (refusal.details, refusal.hint) == (told, hint)


def test_a_value_within_an_argument_is_told_below_it() -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert({"colour": 5}, Inner)
    assert wrong_value(caught.value, Inner, "_patch").details.startswith("_patch.colour: ")
