"""Check digits, check character pairs and GTINs against published numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.gs1.strategies import gtins

from countermark.gs1 import (
    GS1SyntaxError,
    check_character_pair,
    check_digit,
    gtin_forms,
    has_valid_check_character_pair,
    has_valid_check_digit,
    normalise_gtin,
)
from countermark.gs1.character_sets import CSET_82
from countermark.gs1.check_digit import has_valid_gtin_check_digit

# GS1's own examples and products on sale: GTIN-8, GTIN-12, GTIN-13, GTIN-14, GSIN (17), SSCC (18), GSRN (18).
PUBLISHED = [
    "96385074", "40170725", "036000291452", "614141000036", "4006381333931", "9780306406157", "9506000134352",
    "10614141000415", "12345678901231", "12345678901234560", "106141412345678908", "006141411234567890",
    "123456789012345675",
]  # fmt: skip
PAIRS = ["1987654Ad4X4bL5ttr2310c2K", "12345678901234567890123NT", "00000!HV", "12345_NOPQRSTUVWXYZDN", "22"]


@pytest.mark.parametrize("number", PUBLISHED)
def test_published_check_digits_are_right(number: str) -> None:
    assert has_valid_check_digit(number)
    assert check_digit(number[:-1]) == number[-1]


@given(st.text("0123456789", min_size=1, max_size=20), st.integers(min_value=1, max_value=9))
def test_exactly_one_digit_checks(body: str, off: int) -> None:
    right = check_digit(body)
    assert has_valid_check_digit(body + right)
    assert not has_valid_check_digit(body + str((int(right) + off) % 10))


@given(st.text("0123456789", min_size=14, max_size=14))
def test_the_check_for_the_hot_path_agrees(digits: str) -> None:
    assert has_valid_gtin_check_digit(digits) == has_valid_check_digit(digits)


@pytest.mark.parametrize("text", ["", "7", "40170725 ", "4017072A", "٤٠١٧٠٧٢٥"])
def test_what_is_no_number_has_no_valid_check_digit(text: str) -> None:
    assert not has_valid_check_digit(text)


@pytest.mark.parametrize("text", PAIRS)
def test_published_check_character_pairs_are_right(text: str) -> None:
    assert has_valid_check_character_pair(text)
    assert check_character_pair(text[:-2]) == text[-2:]


@pytest.mark.parametrize("text", ["", "2", "33", "1987654Ad4X4bL5ttr2310cXK", "00000!HW", "A B22"])
def test_wrong_check_character_pairs_are_wrong(text: str) -> None:
    assert not has_valid_check_character_pair(text)


@given(st.text(CSET_82, max_size=97))
def test_every_text_of_cset_82_has_a_check_character_pair(text: str) -> None:
    assert has_valid_check_character_pair(text + check_character_pair(text))


@given(gtins)
def test_all_forms_of_a_gtin_are_one_gtin(gtin: str) -> None:
    forms = gtin_forms(gtin)
    assert forms[0] == gtin
    assert {normalise_gtin(form) for form in forms} == {gtin}
    assert all(gtin_forms(form) == forms for form in forms)


def test_a_gtin_8_can_be_written_in_all_four_lengths() -> None:
    assert gtin_forms("96385074") == ("00000096385074", "0000096385074", "000096385074", "96385074")
    assert gtin_forms("10614141000415") == ("10614141000415",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has 8, 12, 13 or 14 digits, this has 0"),
        ("950600013435", "the check digit of GTIN 950600013435 should be"),
        ("95060001343", "this has 11"),
        ("9506000134353", "should be 2, not 3"),
        ("950600013435A", "'A' in a GTIN is not a digit (at character 13)"),
        ("9506000 134352", "' ' in a GTIN is not a digit (at character 8)"),
        ("٩٥٠٦٠٠٠١", "is not a digit"),
    ],
)
def test_what_is_no_gtin_is_told_why(text: str, message: str) -> None:
    with pytest.raises(GS1SyntaxError) as raised:
        normalise_gtin(text)
    assert message in str(raised.value)
    assert raised.value.ai == "01"


@pytest.mark.parametrize("text", ["", "12A"])
def test_a_check_digit_needs_digits(text: str) -> None:
    with pytest.raises(GS1SyntaxError):
        check_digit(text)


@pytest.mark.parametrize("text", ["a b", "a" * 98])
def test_a_check_character_pair_needs_97_characters_of_cset_82_at_most(text: str) -> None:
    with pytest.raises(GS1SyntaxError):
        check_character_pair(text)
