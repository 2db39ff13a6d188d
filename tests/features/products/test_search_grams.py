"""Grams and packed places, against the plain way to say the same."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from countermark.features.products.search_grams import (
    MOST_GRAMS,
    SEGMENT_PRODUCTS,
    grams_of_needle,
    pack,
    places_in_all,
    places_in_any,
    places_of_grams,
    unpack,
)
from countermark.features.products.search_text import LONGEST_TEXT, folded, search_text

PLACES = st.sets(st.integers(0, SEGMENT_PRODUCTS - 1), max_size=40)
NO_NUL = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])  # PostgreSQL has none
TEXTS = st.lists(st.text(NO_NUL | st.sampled_from("aab"), min_size=1, max_size=20), min_size=1, max_size=4)


@given(PLACES, st.booleans())
def test_packed_places_come_back(few: set[int], is_many: bool) -> None:
    places = np.array(sorted(few | set(range(0, SEGMENT_PRODUCTS, 9) if is_many else ())), np.intp)
    packed = pack(places)
    assert len(packed) <= SEGMENT_PRODUCTS // 8
    assert np.flatnonzero(unpack(packed)).tolist() == places.tolist()


@given(PLACES, PLACES)
def test_places_in_all_and_in_any(one: set[int], other: set[int]) -> None:
    packed = [pack(np.array(sorted(each), np.intp)) for each in (one, other)]
    assert set(places_in_all(packed).tolist()) == one & other
    assert set(places_in_any(packed).tolist()) == one | other


@given(TEXTS)
@example([" "])
@example([" ", " ", " "])
def test_every_gram_of_a_text_leads_to_its_place_and_no_other_does(values: list[str]) -> None:
    texts = [search_text({"en": value}, [], {}) for value in values]
    grams = {gram: set(np.flatnonzero(unpack(packed)).tolist()) for gram, packed in places_of_grams(texts)}
    for gram, places in grams.items():
        wanted = gram[0] * 5 if len(gram) == 2 and gram[0] == gram[1] else gram
        assert places == {place for place, text in enumerate(texts) if wanted in text}
    for place, text in enumerate(texts):
        value = text.strip("\n")
        for at in range(len(value)):
            assert any(gram.startswith(value[at : at + 2]) and place in places for gram, places in grams.items())
            if len(value) - at >= 3:
                assert place in grams[value[at : at + 3]]


@given(st.text(min_size=3, max_size=60))
def test_a_needle_s_grams_are_in_it_with_its_first_and_last(needle: str) -> None:
    grams = grams_of_needle(needle)
    assert 1 <= len(grams) <= MOST_GRAMS + 1
    assert all(gram in needle or gram[0] * 5 in needle for gram in grams)
    assert grams[0] == needle[:3]


@given(st.lists(st.text(), max_size=3))
def test_a_text_has_its_values_between_line_breaks(values: list[str]) -> None:
    text = search_text({str(place): value for place, value in enumerate(values)}, [], {})
    assert text[0] == text[-1] == "\n"
    assert [line for line in text.split("\n") if line] == [folded(value) for value in values if folded(value)]


def test_a_run_is_told_from_three_of_a_kind() -> None:
    assert grams_of_needle("9999") == ["999"]
    assert grams_of_needle("x99999") == ["x99", "999", "99"]


def test_a_text_is_bounded_and_names_come_first() -> None:
    text = search_text({"en": "Lamp"}, ["sku-1"], {"a": {"b": ["x" * 9_000]}})
    assert text.startswith("\nlamp\nsku-1\nxxx")
    assert len(text) == LONGEST_TEXT + 2
