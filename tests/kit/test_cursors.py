"""Cursors: opaque, exact, and never a crash."""

import base64
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermark.kit.cursors import Cursor, checked_limit, decode_cursor, encode_cursor, page_of
from countermark.kit.errors import InvalidInput


@given(st.datetimes(timezones=st.just(UTC)), st.uuids())
def test_a_cursor_comes_back_exactly(at: datetime, row_id: UUID) -> None:
    assert decode_cursor(encode_cursor(Cursor(at, row_id))) == Cursor(at, row_id)


@given(st.text())
def test_any_text_is_a_cursor_or_refused(text: str) -> None:
    with suppress(InvalidInput):
        assert decode_cursor(text) is not None


SOME_ID = UUID("01a207b6-d40e-7eef-b695-185febf5b12e")
SOME_TIME = datetime(2026, 1, 15, 12, tzinfo=UTC)
FORGED = base64.urlsafe_b64encode(f"0001-01-01T00:00:00+14:00|{SOME_ID}".encode()).rstrip(b"=").decode()


@pytest.mark.parametrize("text", ["", "x", "!!!!", "MjAyNg", FORGED, encode_cursor(Cursor(SOME_TIME, SOME_ID))[:-4]])
def test_a_broken_cursor_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="_cursor"):
        decode_cursor(text)


@pytest.mark.parametrize("limit", [0, -1, 201])
def test_a_limit_outside_the_bounds_is_refused(limit: int) -> None:
    with pytest.raises(InvalidInput, match="between 1 and 200"):
        checked_limit(limit)


@pytest.mark.parametrize(("limit", "shown", "more"), [(2, [0, 1], True), (3, [0, 1, 2], False), (4, [0, 1, 2], False)])
def test_a_page_says_whether_there_is_more(limit: int, shown: list[int], more: bool) -> None:
    at = datetime.now(UTC)
    page = page_of(range(3), limit, int, lambda row: Cursor(at, UUID(int=row)))
    assert (page.items, page.has_more) == (shown, more)
    assert decode_cursor(page.next_cursor) == Cursor(at, UUID(int=shown[-1]))
