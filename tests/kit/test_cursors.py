"""Cursors: opaque, exact, and never a crash."""

from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermark.kit.cursors import Cursor, checked_limit, decode_cursor, encode_cursor
from countermark.kit.errors import InvalidInput


@given(st.datetimes(timezones=st.just(UTC)), st.uuids())
def test_a_cursor_comes_back_exactly(at: datetime, row_id: UUID) -> None:
    assert decode_cursor(encode_cursor(Cursor(at, row_id))) == Cursor(at, row_id)


@given(st.text())
def test_any_text_is_a_cursor_or_refused(text: str) -> None:
    with suppress(InvalidInput):
        assert decode_cursor(text) is not None


@pytest.mark.parametrize("text", ["", "x", "!!!!", "MjAyNg", encode_cursor(Cursor(datetime.now(UTC), uuid4()))[:-4]])
def test_a_broken_cursor_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="_cursor"):
        decode_cursor(text)


@pytest.mark.parametrize("limit", [0, -1, 201])
def test_a_limit_outside_the_bounds_is_refused(limit: int) -> None:
    with pytest.raises(InvalidInput, match="between 1 and 200"):
        checked_limit(limit)
