"""A brand's industry: which NACE codes there are."""

import pytest

from countermark.features.brands.nace import checked_industry
from countermark.kit.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("27.20", "27.20"),
        ("27.2", "27.2"),
        ("27", "27"),
        ("C27.20", "27.20"),
        (" c 27.20 ", "27.20"),
        ("2720", "27.20"),
    ],
)
def test_a_code_is_read_with_and_without_its_section(text: str, code: str) -> None:
    assert checked_industry("_industry", text) == code


@pytest.mark.parametrize("text", ["", "C", "7", "27.", "27.201", "00", "04", "27,20", "batteries", "x" * 100])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        checked_industry("_industry", text)
    assert refused.value.code == "NOT_A_NACE_CODE"
    assert "27.20" in (refused.value.hint or "")
