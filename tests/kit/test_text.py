"""Text and JSON that may be kept."""

from typing import Any

import pytest

from countermark.kit.errors import InvalidInput
from countermark.kit.json_values import checked_object
from countermark.kit.text import checked_text


def test_text_is_trimmed_and_otherwise_kept() -> None:
    assert checked_text("_x", "  Größe 🧥 مرحبا ", longest=20) == "Größe 🧥 مرحبا"


@pytest.mark.parametrize("text", ["", "   ", "a\x00", "a\tb", "line\nbreak", "\x7f", "a\u2028b", "x" * 21, "\ud800"])
def test_unfit_text_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"^Invalid input: _x: "):
        checked_text("_x", text, longest=20)


def nested(depth: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(depth - 1):
        value = {"a": value}
    return value


def test_an_object_within_the_bounds_is_kept() -> None:
    assert checked_object("_x", nested(8)) == nested(8)


@pytest.mark.parametrize(
    "value", [nested(9), {"a": "x" * 70_000}, {"a\x00": 1}, {"a": ["\x00"]}, {"a": [[[[[[[[1]]]]]]]]}]
)
def test_an_unbounded_object_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="_x"):
        checked_object("_x", value)
