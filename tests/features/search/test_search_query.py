"""What a query is: any text is something, and what is something is recognised in each of its forms."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermark.features.products.search_text import folded
from countermark.features.resolution.scan_target import InternalId
from countermark.features.search.search_hit import LONGEST_SHOWN, matched_part
from countermark.features.search.search_query import LONGEST_TEXT, QueryClass, read_query
from countermark.gs1 import DigitalLink, check_digit

GTIN = "09506000134352"
DIGITS = st.text("0123456789", min_size=7, max_size=13).filter(lambda digits: len(digits) in (7, 11, 12, 13))


@given(st.text() | st.text("0123456789/()-.%:hmubl ", max_size=80) | st.binary().map(lambda b: b.decode("latin-1")))
def test_any_text_is_something(raw: str) -> None:
    query = read_query(raw)
    assert len(query.text) <= LONGEST_TEXT
    assert (query.uuid is not None) == (query.query_class is QueryClass.UUID)
    assert (query.gtin is not None) == (query.query_class is QueryClass.GTIN)
    assert (query.target is not None) == (query.query_class is QueryClass.SCAN_URL)
    query.text.encode()


@given(st.uuids(), st.sampled_from(["{}", "{{{}}}", "  {} ", "({})"]), st.booleans())
def test_an_id_is_one_however_it_is_written(given_id: UUID, form: str, upper: bool) -> None:
    text = form.format(given_id)
    query = read_query(text.upper() if upper else text)
    assert (query.query_class, query.uuid) == (QueryClass.UUID, given_id)
    assert read_query(given_id.hex).uuid in (given_id, None)


@given(DIGITS, st.sampled_from(["", " ", "-"]))
def test_a_gtin_is_one_in_any_length_and_spacing(body: str, between: str) -> None:
    digits = body + check_digit(body)
    query = read_query(digits[:3] + between + digits[3:])
    assert (query.query_class, query.gtin) == (QueryClass.GTIN, digits.zfill(14))
    wrong = body + str((int(check_digit(body)) + 1) % 10)
    assert read_query(wrong).query_class is QueryClass.ALNUM


@pytest.mark.parametrize(
    "raw",
    [
        f"https://brand.example.com/01/{GTIN}/21/AB+1",
        f"HTTPS://other.example/some/where/01/{GTIN}/21/AB%2B1?linkType=gs1:dpp#x",
        f"brand.example.com/01/{GTIN}/21/AB+1",
        f"/01/{GTIN}/21/AB%2B1/",
        f"https%3A%2F%2Fbrand.example.com%2F01%2F{GTIN}%2F21%2FAB%252B1",
        f"(01){GTIN}(21)AB+1",
        f" (21)AB+1(01){GTIN} ",
    ],
)
def test_a_scanned_code_is_read_in_each_of_its_forms(raw: str) -> None:
    target = read_query(raw).target
    assert isinstance(target, DigitalLink)
    assert (target.gtin, target.serial) == (GTIN, "AB+1")


@pytest.mark.parametrize("kind", ["mu", "mb", "ml"])
@pytest.mark.parametrize("host", ["", "https://b.example.com", "b.example.com"])
def test_an_internal_code_is_read_on_any_host(kind: str, host: str) -> None:
    target = read_query(f"{host}/{kind}/00000000-0000-7000-8000-000000000001").target
    assert isinstance(target, InternalId)
    assert (target.kind, str(target.id)) == (kind, "00000000-0000-7000-8000-000000000001")


@pytest.mark.parametrize(
    ("raw", "query_class"),
    [
        ("Jacket", QueryClass.ALPHA),
        ("Größe", QueryClass.ALPHA),
        ("SKU-7", QueryClass.ALNUM),
        ("1/2 inch", QueryClass.ALNUM),
        ("https://example.com/shop", QueryClass.ALPHA),
        (f"https://example.com/01/{GTIN[:-1]}9", QueryClass.ALNUM),
        ("(01)1", QueryClass.ALNUM),
        ("", QueryClass.ALPHA),
        ("\x00\n", QueryClass.ALPHA),
    ],
)
def test_the_rest_is_text(raw: str, query_class: QueryClass) -> None:
    assert read_query(raw).query_class is query_class


@given(st.text(max_size=300), st.integers(0, 300), st.integers(1, 12))
def test_what_is_highlighted_is_what_was_looked_for(text: str, start: int, length: int) -> None:
    needle = folded(text[start : start + length])
    part = matched_part("name.en", text, needle) if needle else None
    if part is not None:
        assert len(part.text) <= LONGEST_SHOWN
        shown = folded(part.text[part.start : part.start + part.length])
        assert part.length == 0 or needle in shown or len(shown) + part.start >= LONGEST_SHOWN
