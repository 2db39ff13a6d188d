"""Cells of a spreadsheet: nothing in them is run, and nothing is lost on the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermark.kit.spreadsheet_cells import safe_cell, text_of_cell

DANGEROUS = ("=1+1", "+49 30", "-2", "@SUM(A1)", "\tx", "\r=1", "\n=1", "\uff1d1", "=cmd|' /C calc'!A0")


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_run_is_marked_as_text(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("value", ["plain", "a=b", "", " =1", "2-3", "'quoted'", -5, 3.5, True, None])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert safe_cell(value) == value


@given(st.text(alphabet="'=+-@\t\r\nab ", max_size=6))
def test_what_was_marked_comes_back_unmarked(text: str) -> None:
    marked = safe_cell(text)
    assert not marked or marked[0] not in "=+-@\t\r\n"
    assert text_of_cell(marked) == text
